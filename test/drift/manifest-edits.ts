/** One hand-made change of every kind that only a manifest, or a document as a whole, can have. */
import type { ChangeKind } from '../../generator/diff/kinds.js';
import { at } from './records.js';
import type { JsonRecord } from './records.js';
import { smallDocument } from './small-document.js';

/** The files of a provider in both versions, from a common start; the edit changes them in place. */
export interface ManifestEdit {
  readonly kind: ChangeKind;
  readonly also?: readonly ChangeKind[];
  readonly edit: (before: Files, after: Files) => void;
}

export interface Files {
  readonly manifest: JsonRecord;
  readonly document: JsonRecord;
}

/** A provider with two APIs, two webhooks and three events. */
export function startFiles(): Files {
  const hmac = {
    kind: 'hmac',
    headers: { signature: ['x-acme-signature'] },
    encoding: 'hex',
    content: ['body'],
    coverage: 'body',
  };
  const api = (): JsonRecord => ({
    document: 'openapi.json',
    environments: {
      production: { url: 'https://api.example.com', description: 'Live.' },
      sandbox: { url: 'https://sandbox.example.com', description: 'Test.' },
    },
    authentication: { kind: 'bearer', token: 'apiKey' },
    rateLimits: [{ requests: 10, seconds: 1 }],
    pagination: [{ kind: 'cursor', operations: ['getThing1'], parameter: 'id', next: '/id', items: '/own1' }],
  });
  const webhook = (): JsonRecord => ({
    title: 'Events',
    signature: structuredClone(hmac),
    discriminator: { member: '/kind' },
    events: {
      'note.added': { schema: 'main#/components/schemas/Thing0' },
      'note.changed': { schema: 'main#/components/schemas/Thing1' },
    },
  });
  return {
    manifest: { title: 'Acme', apis: { main: api() }, webhooks: { events: webhook() } },
    document: smallDocument(4),
  };
}

const api = ({ manifest }: Files): JsonRecord => at(manifest, 'apis', 'main');
const hook = ({ manifest }: Files): JsonRecord => at(manifest, 'webhooks', 'events');
const event = (files: Files): JsonRecord => at(hook(files), 'events', 'note.added');
const schemas = ({ document }: Files): JsonRecord => at(document, 'components', 'schemas');

function both(
  added: ChangeKind,
  removed: ChangeKind,
  change: (files: Files) => void,
  also: readonly ChangeKind[] = [],
): readonly ManifestEdit[] {
  return [
    { kind: added, also: also.slice(0, 1), edit: (_, after) => change(after) },
    { kind: removed, also: also.slice(1), edit: (before) => change(before) },
  ];
}

const now = (kind: ChangeKind, change: (files: Files) => void, also: readonly ChangeKind[] = []): ManifestEdit => ({
  kind,
  also,
  edit: (_, after) => change(after),
});

/** In the order of the catalogue. */
export const manifestEdits: readonly ManifestEdit[] = [
  ...both(
    'api-added',
    'api-removed',
    (files) => {
      at(files.manifest, 'apis')['second'] = {
        ...structuredClone(api(files)),
        document: 'second.json',
        pagination: [],
      };
    },
    ['operation-added', 'operation-removed'],
  ),
  ...both('environment-added', 'environment-removed', (files) => {
    at(api(files), 'environments')['staging'] = { url: 'https://staging.example.com', description: 'Staging.' };
  }),
  now('environment-moved', (files) => (at(api(files), 'environments', 'production')['url'] = 'https://v2.example.com')),
  now(
    'authentication-changed',
    (files) => (api(files)['authentication'] = { kind: 'basic', username: 'user', password: 'key' }),
  ),
  now('rate-limit-tightened', (files) => (api(files)['rateLimits'] = [{ requests: 5, seconds: 1 }])),
  now('rate-limit-loosened', (files) => (api(files)['rateLimits'] = [{ requests: 50, seconds: 1 }])),
  now('pagination-removed', (files) => (api(files)['pagination'] = [])),
  { kind: 'pagination-added', edit: (before) => (api(before)['pagination'] = []) },
  now('pagination-changed', (files) => (at(api(files), 'pagination', 0)['next'] = '/own1')),
  ...both(
    'webhook-added',
    'webhook-removed',
    (files) => (at(files.manifest, 'webhooks')['second'] = { ...structuredClone(hook(files)) }),
  ),
  now('webhook-signature-changed', (files) => (at(hook(files), 'signature')['encoding'] = 'base64')),
  now('webhook-envelope-changed', (files) => (hook(files)['envelope'] = 'array')),
  now('webhook-discriminator-changed', (files) => (hook(files)['discriminator'] = { header: 'x-acme-kind' }), [
    'member-removed',
  ]),
  now('webhook-statuses-changed', (files) => (hook(files)['accepted'] = [204])),
  now('webhook-schedule-changed', (files) => (hook(files)['timeoutSeconds'] = 5)),
  now('webhook-identity-changed', (files) => (hook(files)['delivery'] = [{ header: 'x-acme-id' }])),
  now(
    'webhook-answers-changed',
    (files) => (hook(files)['answers'] = { getThing1: { event: 'note.changed', at: '', to: '' } }),
  ),
  now('webhook-described', (files) => (hook(files)['description'] = 'Another text.')),
  ...both(
    'event-added',
    'event-removed',
    (files) => (at(hook(files), 'events')['note.gone'] = { schema: 'main#/components/schemas/Thing2' }),
    ['member-added-required', 'member-removed'],
  ),
  now('event-body-replaced', (files) => (event(files)['schema'] = 'main#/components/schemas/Thing3'), [
    'member-added-required',
    'member-removed',
  ]),
  ...both('event-deprecated', 'event-reactivated', (files) => (event(files)['deprecated'] = 'Use another.')),
  now('event-records-changed', (files) => (event(files)['records'] = { at: '', key: ['/id'] })),
  now('event-follow-up-changed', (files) => (event(files)['followUp'] = 'notify')),
  now('event-described', (files) => (event(files)['description'] = 'Another text.')),
  ...both('schema-added', 'schema-removed', (files) => {
    schemas(files)['Fresh'] = { type: 'object', properties: { fresh: { type: 'string' }, size: { type: 'number' } } };
  }),
  {
    kind: 'schema-renamed',
    edit: (before, after) => {
      const lone = { type: 'object', properties: { lone: { type: 'string' }, size: { type: 'number' } } };
      schemas(before)['Lone'] = lone;
      schemas(after)['LoneRecord'] = lone;
    },
  },
  {
    kind: 'reference-changed',
    edit: (before, after) => {
      for (const [files, name] of [[before, 'TwinOne'] as const, [after, 'TwinTwo'] as const]) {
        const twin = { type: 'object', properties: { twin: { type: 'string' }, size: { type: 'number' } } };
        Object.assign(schemas(files), { TwinOne: twin, TwinTwo: twin });
        at(schemas(files), 'Thing0', 'properties')['twin'] = { $ref: `#/components/schemas/${name}` };
      }
    },
  },
];
