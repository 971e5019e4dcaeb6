/** What a document says without how it says it: names, types, paths and limits. Kept from one look to the next. */
import type { JsonObject, JsonValue } from '../schema.js';
import { isObject } from '../load/parse-text.js';

const TEXTS: ReadonlySet<string> = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'tags']);

/** Keys of these are names that the document gives; a member called `description` is no text. */
const MAPS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'schemas',
  'parameters',
  'responses',
  'headers',
  'paths',
  'webhooks',
  'mapping',
]);

/** The document without its texts and extensions, members in code-unit order. */
export function factsOf(document: JsonObject): JsonObject {
  const info = document['info'];
  const version = isObject(info) ? info['version'] : undefined;
  const facts = strip(document, false) as JsonObject;
  return { ...facts, info: { title: '', version: typeof version === 'string' ? version : '' } };
}

function strip(value: JsonValue, isMap: boolean): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => strip(item, false));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([key, member]) =>
      isMap ||
      !(TEXTS.has(key) || (key.startsWith('x-') && key !== 'x-webhooks') || (key === 'title' && !isObject(member))),
  );
  const sorted = kept.sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, member]) => [key, strip(member, !isMap && MAPS.has(key))]));
}
