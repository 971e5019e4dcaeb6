/** The `signature` part of a webhook. */
import type { JsonValue } from '../schema.js';
import { isObject } from '../load/parse-text.js';
import type { ContentPart, SignatureForm, SignatureManifest } from './manifest.js';
import {
  at,
  child,
  choice,
  count,
  items,
  onlyKeys,
  pointers,
  readObject,
  report,
  requiredText,
  text,
  texts,
} from './reader.js';
import type { Reader } from './reader.js';

const HMAC_KEYS = [
  'kind',
  'hash',
  'key',
  'keyPrefix',
  'headers',
  'form',
  'encoding',
  'content',
  'coverage',
  'toleranceSeconds',
];

/** Reads a signature scheme and checks that its parts fit each other. */
export function parseSignature(reader: Reader): SignatureManifest {
  const kind = choice(reader, 'kind', ['hmac', 'none'], undefined);
  if (kind === 'none') {
    onlyKeys(reader, ['kind', 'reason']);
    return { kind, reason: requiredText(reader, 'reason') };
  }
  onlyKeys(reader, HMAC_KEYS);
  const signature: SignatureManifest = {
    kind: 'hmac',
    hash: choice(reader, 'hash', ['sha256', 'sha1', 'sha512'], 'sha256'),
    key: choice(reader, 'key', ['text', 'base64'], 'text'),
    keyPrefix: text(reader, 'keyPrefix'),
    headers: parseHeaders(child(reader, 'headers')),
    form: parseForm(child(reader, 'form')),
    encoding: choice(reader, 'encoding', ['hex', 'base64'], undefined),
    content: items(reader, 'content').flatMap(([item, place]) => parsePart(item, place)),
    coverage: choice(reader, 'coverage', ['body', 'identifiers'], undefined),
    toleranceSeconds: count(reader, 'toleranceSeconds'),
  };
  checkParts(reader, signature);
  return signature;
}

function parseHeaders(reader: Reader): {
  signature: readonly string[];
  id: readonly string[];
  timestamp: readonly string[];
} {
  onlyKeys(reader, ['signature', 'id', 'timestamp']);
  const names = (key: string): readonly string[] => texts(reader, key).map((name) => name.toLowerCase());
  return { signature: names('signature'), id: names('id'), timestamp: names('timestamp') };
}

function parseForm(reader: Reader): SignatureForm {
  const kind = choice(reader, 'kind', ['digest', 'versions', 'pairs'], 'digest');
  switch (kind) {
    case 'digest':
      onlyKeys(reader, ['kind', 'prefix']);
      return { kind, prefix: text(reader, 'prefix') };
    case 'versions':
      onlyKeys(reader, ['kind', 'version']);
      return { kind, version: requiredText(reader, 'version') };
    case 'pairs':
      onlyKeys(reader, ['kind', 'version', 'timestamp']);
      return { kind, version: requiredText(reader, 'version'), timestamp: requiredText(reader, 'timestamp') };
  }
}

function parsePart(item: JsonValue, place: Omit<Reader, 'value'>): readonly ContentPart[] {
  if (item === 'body' || item === 'timestamp' || item === 'id') return [{ kind: item }];
  if (isObject(item)) {
    const reader = readObject(place, item);
    onlyKeys(reader, ['text', 'member']);
    if (item['text'] !== undefined) return [{ kind: 'text', text: requiredText(reader, 'text') }];
    if (item['member'] !== undefined) return [{ kind: 'member', pointers: pointers(reader, 'member') }];
  }
  report(place, 'expected body, timestamp, id, { text: … } or { member: [pointers] }');
  return [];
}

/** A scheme that could never verify, or that claims more than it signs, is refused here rather than in production. */
function checkParts(reader: Reader, signature: Extract<SignatureManifest, { kind: 'hmac' }>): void {
  const has = (kind: ContentPart['kind']): boolean => signature.content.some((part) => part.kind === kind);
  if (signature.headers.signature.length === 0) report(at(reader, 'headers'), 'no header carries the signature');
  if (signature.content.length === 0) report(at(reader, 'content'), 'nothing is signed');
  if (has('body') !== (signature.coverage === 'body')) {
    report(at(reader, 'coverage'), 'coverage is "body" exactly where the content has body');
  }
  if (has('id') && signature.headers.id.length === 0)
    report(at(reader, 'headers'), 'the content has an id but no header carries it');
  const { signature: names, id, timestamp } = signature.headers;
  if ([id, timestamp].some((list) => list.length > 0 && list.length !== names.length)) {
    report(at(reader, 'headers'), 'each role needs one name for each spelling, in the same order');
  }
  const timed = signature.headers.timestamp.length > 0 || signature.form.kind === 'pairs';
  if (has('timestamp') && !timed) report(at(reader, 'headers'), 'the content has a timestamp but nothing carries it');
  if (signature.toleranceSeconds !== undefined && !has('timestamp')) {
    report(at(reader, 'toleranceSeconds'), 'a tolerance needs a signed timestamp');
  }
}
