/** Signs deliveries as the provider would, for tests of receivers. */
import type { SignatureScheme, WebhookDefinition } from './definition.js';
import { type RawDelivery, readRawDelivery } from './delivery.js';
import { encodeBase64, encodeHex } from './encoding.js';
import type { Hmac, HmacInput } from './hmac.js';
import { createJsonReader } from './json-body.js';
import { headerRoles, toScheme } from './scheme.js';
import { readKeys, type Secret } from './secret.js';

/** How to sign. */
export interface SignOptions {
  /** The webhook's secret; with several, each signs, where the header has room for that, else the first. */
  readonly secret: Secret;
  /** When the delivery is signed, a date or milliseconds; default: now. */
  readonly now?: Date | number | undefined;
  /** The delivery's id; default: made from the body, so that a body sent twice counts as a retry. */
  readonly id?: string | undefined;
}

/** The headers that a genuine delivery of this body would carry. */
export async function signDelivery(
  hmac: Hmac,
  definition: WebhookDefinition,
  body: RawDelivery['body'],
  options: SignOptions | undefined,
): Promise<Record<string, string>> {
  const scheme = definition.signature;
  if (scheme.kind === 'none') return {};
  const { readKey, headers, content: build } = toScheme(scheme);
  const keys = readKeys(options?.secret, readKey);
  const bytes = readRawDelivery({ headers: {}, body }).body;
  // eslint-disable-next-line no-restricted-properties -- the clock, where none is passed
  const timestamp = String(Math.floor(Number(options?.now ?? Date.now()) / 1000));
  const roles = headerRoles(scheme);
  const id = roles.includes('id') ? (options?.id ?? (await deriveId(hmac, scheme, keys, bytes))) : '';
  const content = build({ id, timestamp }, bytes, createJsonReader(bytes));
  const encode = scheme.encoding === 'hex' ? encodeHex : encodeBase64;
  const digests = await Promise.all(keys.map(async (key) => encode(await hmac(scheme.hash, key, content))));
  const values = { id, timestamp, signature: formatSignature(scheme, timestamp, digests) };
  return Object.fromEntries(roles.map((role, index) => [headers[0]?.[index] ?? '', values[role]]));
}

async function deriveId(
  hmac: Hmac,
  scheme: SignatureScheme,
  keys: readonly HmacInput[],
  body: Uint8Array,
): Promise<string> {
  const digest = await hmac(scheme.hash, keys[0] ?? '', [body]);
  return `msg_${encodeHex(digest.subarray(0, 12))}`;
}

function formatSignature(scheme: SignatureScheme, timestamp: string, digests: readonly string[]): string {
  const form = scheme.form;
  switch (form.kind) {
    case 'digest':
      return `${form.prefix ?? ''}${digests[0] ?? ''}`;
    case 'versions':
      return digests.map((digest) => `${form.version},${digest}`).join(' ');
    case 'pairs':
      return [`${form.timestamp}=${timestamp}`, ...digests.map((digest) => `${form.version}=${digest}`)].join(',');
  }
}
