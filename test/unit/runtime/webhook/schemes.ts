/** The six schemes as data, and what the tests sign with. */
import type { SignatureScheme, WebhookDefinition } from '../../../../runtime/core/webhook/definition.js';
import { hmac as nodeHmac } from '../../../../runtime/core/webhook/hmac.node.js';
import type { Hmac } from '../../../../runtime/core/webhook/hmac.js';
import { hmac as webHmac } from '../../../../runtime/core/webhook/hmac.web.js';

/** Both builds; every test of verification runs on each. */
export const builds: readonly (readonly [name: string, hmac: Hmac])[] = [
  ['node:crypto', nodeHmac],
  ['WebCrypto', webHmac],
];

/** Seconds that the tests take for now. */
export const now = 1_760_000_000;

const base: WebhookDefinition = {
  provider: 'example',
  name: 'events',
  signature: { kind: 'none', reason: 'The provider documents none.' },
  accepted: [200, 201, 202],
  timeoutSeconds: undefined,
  retrySeconds: [],
  envelope: 'object',
  discriminator: { kind: 'member', pointer: '/type' },
  delivery: [],
  user: ['/user_id'],
  sourceAddresses: [],
};

const plain: SignatureScheme = {
  kind: 'hmac',
  hash: 'sha256',
  key: 'text',
  keyPrefix: undefined,
  headers: { signature: ['x-signature'], id: [], timestamp: [] },
  form: { kind: 'digest', prefix: undefined },
  encoding: 'hex',
  content: [{ kind: 'body' }],
  coverage: 'body',
  toleranceSeconds: undefined,
};

const rookDates = [
  '/*/summary/*/metadata/datetime_string',
  '/*/events/*/*/metadata/datetime_string',
  '/metadata/datetime_string',
];

export const rookData = {
  ...base,
  provider: 'rook',
  name: 'data',
  signature: {
    ...plain,
    headers: { signature: ['x-rook-hash'], id: [], timestamp: [] },
    content: [
      { kind: 'member', pointers: ['/client_uuid'] },
      { kind: 'member', pointers: ['/user_id'] },
      { kind: 'member', pointers: rookDates },
    ],
    coverage: 'identifiers',
  },
  discriminator: {
    kind: 'keyAndMember',
    keys: ['sleep_health', 'physical_health', 'body_health'],
    pointer: '/data_structure',
  },
} as const satisfies WebhookDefinition;

export const rookNotification = {
  ...base,
  provider: 'rook',
  name: 'notification',
  discriminator: { kind: 'constant', value: 'notification' },
} as const satisfies WebhookDefinition;

export const vital = {
  ...base,
  provider: 'vital',
  signature: {
    ...plain,
    key: 'base64',
    keyPrefix: 'whsec_',
    headers: {
      signature: ['svix-signature', 'webhook-signature'],
      id: ['svix-id', 'webhook-id'],
      timestamp: ['svix-timestamp', 'webhook-timestamp'],
    },
    form: { kind: 'versions', version: 'v1' },
    encoding: 'base64',
    content: [
      { kind: 'id' },
      { kind: 'text', text: '.' },
      { kind: 'timestamp' },
      { kind: 'text', text: '.' },
      { kind: 'body' },
    ],
    toleranceSeconds: 300,
  },
  discriminator: { kind: 'member', pointer: '/event_type' },
  delivery: [
    { kind: 'header', name: 'svix-id' },
    { kind: 'header', name: 'webhook-id' },
  ],
} as const satisfies WebhookDefinition;

export const spikeLegacy = {
  ...base,
  provider: 'spike',
  name: 'legacy',
  signature: {
    ...plain,
    headers: { signature: ['x-spike-signature'], id: [], timestamp: [] },
    content: [{ kind: 'member', pointers: ['/event_id'] }],
    coverage: 'identifiers',
  },
  discriminator: { kind: 'member', pointer: '/data_type' },
  delivery: [{ kind: 'member', pointer: '/event_id' }],
} as const satisfies WebhookDefinition;

export const spikeV3 = {
  ...base,
  provider: 'spike',
  name: 'v3',
  signature: { ...plain, headers: { signature: ['x-body-signature'], id: [], timestamp: [] } },
  envelope: 'array',
  discriminator: { kind: 'member', pointer: '/event_type' },
  user: ['/application_user_id'],
} as const satisfies WebhookDefinition;

export const terra = {
  ...base,
  provider: 'terra',
  signature: {
    ...plain,
    headers: { signature: ['terra-signature', 'x-terra-signature'], id: [], timestamp: [] },
    form: { kind: 'pairs', version: 'v1', timestamp: 't' },
    content: [{ kind: 'timestamp' }, { kind: 'text', text: '.' }, { kind: 'body' }],
    toleranceSeconds: 300,
  },
  user: ['/user/user_id', '/new_user/user_id'],
} as const satisfies WebhookDefinition;

/** A made-up scheme for what the six do not use: a prefix, another hash, a header that names the event. */
export const prefixed = {
  ...base,
  signature: { ...plain, hash: 'sha512', form: { kind: 'digest', prefix: 'sha512=' } },
  discriminator: { kind: 'header', name: 'x-event' },
} as const satisfies WebhookDefinition;

/** A scheme with secrets and a body that it can sign. */
export interface Scheme {
  readonly name: string;
  readonly definition: WebhookDefinition & { readonly signature: SignatureScheme };
  readonly secret: string;
  readonly otherSecret: string;
  /** Wraps a text into a body that holds all that is signed. */
  readonly body: (text: string) => string;
}

const text = { secret: 'example-signing-secret', otherSecret: 'another-signing-secret' };
const key = { secret: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX', otherSecret: 'whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY' };

/** The schemes of the four providers. */
export const schemes: readonly Scheme[] = [
  { name: 'rook data', definition: rookData, ...text, body: rookBody },
  { name: 'vital', definition: vital, ...key, body: (note) => JSON.stringify({ event_type: 'note', note }) },
  {
    name: 'spike legacy',
    definition: spikeLegacy,
    ...text,
    body: (note) => JSON.stringify({ event_id: `e${note}`, data_type: 'steps' }),
  },
  {
    name: 'spike v3',
    definition: spikeV3,
    ...text,
    body: (note) => JSON.stringify([{ event_type: 'record_change', note }]),
  },
  { name: 'terra', definition: terra, ...text, body: (note) => JSON.stringify({ type: 'daily', note }) },
  { name: 'prefixed', definition: prefixed, ...text, body: (note) => JSON.stringify({ note }) },
];

function rookBody(note: string): string {
  const metadata = { datetime_string: `2026-01-02T03:04:05.000000Z${note}` };
  return JSON.stringify({
    client_uuid: 'c-1',
    user_id: 'u-1',
    sleep_health: { summary: { sleep_summary: { metadata } } },
  });
}
