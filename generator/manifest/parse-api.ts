/** The `apis` part of a manifest. */
import type { ApiManifest, Authentication, Environment, PaginationRule, RateLimit } from './manifest.js';
import {
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
      return { kind, username: requiredText(reader, 'username'), password: requiredText(reader, 'password') };
    case 'bearer':
      onlyKeys(reader, ['kind', 'token']);
      return { kind, token: requiredText(reader, 'token') };
    case 'headers':
      onlyKeys(reader, ['kind', 'headers']);
      return { kind, headers: textMap(reader, 'headers') };
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
    body: textMap(reader, 'body'),
    signature: {
      member: requiredText(signature, 'member'),
      key: requiredText(signature, 'key'),
      content: requiredText(signature, 'content'),
    },
    token: requiredText(reader, 'token'),
  };
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
