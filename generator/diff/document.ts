/** One OpenAPI document without a manifest, as a provider: operations, schemas, and its `webhooks` as events. */
import { hasErrors } from '../diagnostics.js';
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { Alternatives } from './apis.js';
import { LONE_DOCUMENT } from './manifest-places.js';
import type { ComparedProvider } from './places.js';
import { buildProviderIR } from '../ir/build.js';
import { pascalCase } from '../ir/names.js';
import { isObject } from '../load/parse-text.js';
import type { ApiManifest, Authentication, EventManifest, Manifest, WebhookManifest } from '../manifest/manifest.js';
import { documentWebhooks } from '../normalize/webhooks.js';
import type { DocumentWebhook } from '../normalize/webhooks.js';
import { escapeToken, valueAt } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';

/**
 * Builds a provider of a document. Names that collide are left as they are: nothing is generated from it, and a
 * document that a generator must refuse can still be compared.
 */
export function documentProvider(document: JsonObject, file: string): StageResult<ComparedProvider> {
  const events = documentWebhooks(document)
    .filter(({ section }) => section === 'webhooks')
    .map(eventOf);
  const api = apiOf(document, file);
  const manifest: Manifest = {
    provider: LONE_DOCUMENT,
    title: '',
    description: '',
    links: {},
    apis: [api],
    webhooks: events.length === 0 ? [] : [webhookOf(events)],
    entities: [],
    inference: { optional: 'seen', nullable: 'seen' },
    names: {},
  };
  const built = buildProviderIR({
    manifest,
    manifestFile: file,
    documents: [{ api, file, document }],
    inferred: [],
  });
  const source = (name: string): JsonObject | undefined => (name === file ? document : undefined);
  return {
    value: { ...built.value, source },
    diagnostics: built.diagnostics.filter((diagnostic) => !isBearable(diagnostic)),
  };
}

/** True where a document cannot be compared at all. */
export function isUnreadable(diagnostics: readonly Diagnostic[]): boolean {
  return hasErrors(diagnostics);
}

function isBearable(diagnostic: Diagnostic): boolean {
  return (
    diagnostic.severity !== 'error' ||
    ['collision', 'keyword-unsupported', 'name-invalid', 'reference-dangling'].includes(diagnostic.code)
  );
}

function eventOf({ key, schema, summary, deprecated }: DocumentWebhook): EventManifest {
  return {
    key,
    types: [key],
    type: `${pascalCase(key)}Event`,
    description: summary,
    deprecated: deprecated ? 'Deprecated.' : undefined,
    schema: { api: 'main', pointer: schema },
    samples: undefined,
    records: undefined,
    followUp: undefined,
    lifecycle: undefined,
  };
}

function webhookOf(events: readonly EventManifest[]): WebhookManifest {
  return {
    name: 'webhooks',
    title: '',
    description: '',
    from: undefined,
    signature: { kind: 'none', reason: '' },
    accepted: [],
    timeoutSeconds: undefined,
    retrySeconds: [],
    envelope: 'object',
    // A header leaves the bodies as the document has them.
    discriminator: { kind: 'header', name: '' },
    delivery: [],
    user: [],
    sourceAddresses: [],
    events,
  };
}

function apiOf(document: JsonObject, file: string): ApiManifest {
  const servers = Array.isArray(document['servers']) ? (document['servers'] as readonly JsonValue[]) : [];
  const environments = servers.flatMap((server, index) => {
    const url = isObject(server) ? server['url'] : undefined;
    return typeof url === 'string'
      ? [{ name: index === 0 ? 'first server' : `server ${index + 1}`, url, description: '' }]
      : [];
  });
  return {
    name: 'main',
    document: file,
    overlay: undefined,
    openapiTypes: false,
    environments,
    authentication: authenticationOf(document),
    rateLimits: [],
    operations: {},
    pagination: [],
  };
}

/** The ways to authenticate that the document lets its callers choose among, as far as its schemes are described. */
function authenticationOf(document: JsonObject): Authentication & Alternatives {
  const required = Array.isArray(document['security']) ? (document['security'] as readonly JsonValue[]) : [];
  const [first = { kind: 'none' }, ...otherwise] = required.map((way) => wayOf(way, document));
  return otherwise.length === 0 ? first : { ...first, otherwise };
}

function wayOf(way: JsonValue, document: JsonObject): Authentication {
  const names = isObject(way) ? Object.keys(way).sort() : [];
  const schemes = names.map((name) => valueAt(document, `/components/securitySchemes/${escapeToken(name)}`));
  const headers = schemes.flatMap((scheme) =>
    isObject(scheme) && scheme['type'] === 'apiKey' && typeof scheme['name'] === 'string'
      ? [[scheme['name'], scheme['name']] as const]
      : [],
  );
  if (headers.length > 0) return { kind: 'headers', headers: Object.fromEntries(headers) };
  const http = schemes.find((scheme) => isObject(scheme) && scheme['type'] === 'http');
  if (!isObject(http)) return { kind: 'none' };
  return http['scheme'] === 'basic'
    ? { kind: 'basic', username: 'username', password: 'password' }
    : { kind: 'bearer', token: 'token' };
}
