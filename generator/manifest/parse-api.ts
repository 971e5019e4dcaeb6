/** The `apis` part of a manifest. */
import type { ApiManifest, Authentication, Environment, PaginationRule, RateLimit } from './manifest.js';
import {
  at,
  child,
  children,
  choice,
  count,
  flag,
  items,
  onlyKeys,
  pointer,
  readObject,
  report,
  requiredText,
  text,
  textMap,
  texts,
} from './reader.js';
import type { Reader } from './reader.js';

/** Reads `apis`, in the order of the file. */
export function parseApis(manifest: Reader): readonly ApiManifest[] {
  return children(manifest, 'apis').map(([name, reader]) => parseApi(name, reader));
}

function parseApi(name: string, reader: Reader): ApiManifest {
  onlyKeys(reader, [
    'document',
    'overlay',
    'openapiTypes',
    'environments',
    'authentication',
    'rateLimits',
    'operations',
    'pagination',
  ]);
  const environments = children(reader, 'environments').map(([key, environment]) => parseEnvironment(key, environment));
  if (environments.length === 0)
    report(reader, 'an API needs at least one environment', 'Add environments: { production: { url: https://… } }.');
  return {
    name,
    document: requiredText(reader, 'document'),
    overlay: text(reader, 'overlay'),
    openapiTypes: flag(reader, 'openapiTypes', false),
    environments,
    authentication: parseAuthentication(child(reader, 'authentication')),
    rateLimits: items(reader, 'rateLimits').map(([item, place]) => parseRateLimit(readObject(place, item))),
    operations: textMap(reader, 'operations'),
    pagination: items(reader, 'pagination').map(([item, place]) => parsePagination(readObject(place, item))),
  };
}

function parseEnvironment(name: string, reader: Reader): Environment {
  onlyKeys(reader, ['url', 'description']);
  const url = requiredText(reader, 'url');
  if (url !== '' && !/^https?:\/\/[^\s?#]+[^/\s?#]$/.test(url)) {
    report(reader, 'expected an http(s) address without a final slash, query or fragment');
  }
  return { name, url, description: text(reader, 'description', '') };
}

function parseAuthentication(reader: Reader): Authentication {
  if (Object.keys(reader.value).length === 0) return { kind: 'none' };
  const kind = choice(reader, 'kind', ['none', 'basic', 'bearer', 'headers', 'hmacToken'], undefined);
  switch (kind) {
    case 'none':
      onlyKeys(reader, ['kind']);
      return { kind };
    case 'basic':
      onlyKeys(reader, ['kind', 'username', 'password']);
      return { kind, username: optionName(reader, 'username'), password: optionName(reader, 'password') };
    case 'bearer':
      onlyKeys(reader, ['kind', 'token']);
      return { kind, token: optionName(reader, 'token') };
    case 'headers':
      onlyKeys(reader, ['kind', 'headers']);
      return { kind, headers: optionNames(reader, 'headers') };
    case 'hmacToken':
      return parseHmacToken(reader);
  }
}

function parseHmacToken(reader: Reader): Authentication {
  onlyKeys(reader, ['kind', 'operation', 'body', 'signature', 'token']);
  const signature = child(reader, 'signature');
  onlyKeys(signature, ['member', 'key', 'content']);
  return {
    kind: 'hmacToken',
    operation: requiredText(reader, 'operation'),
    body: optionNames(reader, 'body'),
    signature: {
      member: requiredText(signature, 'member'),
      key: optionName(signature, 'key'),
      content: optionName(signature, 'content'),
    },
    token: requiredText(reader, 'token'),
  };
}

/** Options that every client has. */
const SETTINGS: ReadonlySet<string> = new Set([
  ...['baseUrl', 'clock', 'environment', 'fetch', 'headers', 'onDrift', 'onRequest', 'onResponse', 'rateLimiter'],
  ...['retries', 'serverVariables', 'servers', 'timeoutSeconds', 'tryTimeoutSeconds', 'validation', 'validators'],
]);

/** The option of a client that holds a credential. */
function optionName(reader: Reader, key: string): string {
  const name = requiredText(reader, key);
  if (name !== '' && (!/^[A-Za-z][A-Za-z0-9]*$/.test(name) || SETTINGS.has(name)))
    report(
      at(reader, key),
      `"${name}" cannot be the name of an option`,
      'Use camelCase letters and digits, and no name of a setting.',
    );
  return name;
}

function optionNames(reader: Reader, key: string): Readonly<Record<string, string>> {
  const names = child(reader, key);
  return Object.fromEntries(Object.keys(names.value).map((name) => [name, optionName(names, name)]));
}

function parseRateLimit(reader: Reader): RateLimit {
  onlyKeys(reader, ['requests', 'seconds']);
  const requests = count(reader, 'requests') ?? 0;
  const seconds = count(reader, 'seconds') ?? 0;
  if (requests === 0 || seconds === 0) report(reader, 'expected requests and seconds, both above zero');
  return { requests, seconds };
}

function parsePagination(reader: Reader): PaginationRule {
  const kind = choice(reader, 'kind', ['cursor', 'page', 'offset', 'link'], undefined);
  const list = { operations: texts(reader, 'operations'), items: pointer(reader, 'items') };
  if (kind === 'link') {
    onlyKeys(reader, ['kind', 'operations', 'items']);
    return { kind, ...list };
  }
  const common = { ...list, parameter: requiredText(reader, 'parameter') };
  switch (kind) {
    case 'cursor':
      onlyKeys(reader, ['kind', 'operations', 'parameter', 'next', 'items']);
      return { kind, ...common, next: pointer(reader, 'next') };
    case 'page':
      onlyKeys(reader, ['kind', 'operations', 'parameter', 'first', 'next', 'items']);
      return { kind, ...common, first: count(reader, 'first') ?? 0, next: pointer(reader, 'next') };
    case 'offset':
      onlyKeys(reader, ['kind', 'operations', 'parameter', 'limit', 'total', 'items']);
      return { kind, ...common, limit: requiredText(reader, 'limit'), total: pointer(reader, 'total') };
  }
}
