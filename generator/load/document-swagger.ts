/** Adapter to @scalar/openapi-upgrader: Swagger 2.0 in, OpenAPI 3.0 out. No other file imports the library. */
import { upgradeFromTwoToThree } from '@scalar/openapi-upgrader/2.0-to-3.0';

import type { JsonObject, JsonValue } from '../schema.js';
import { isObject } from './parse-text.js';

/** The document as OpenAPI 3.0 if it is Swagger 2.0, else the document. */
export function upgradeSwagger(document: JsonObject): JsonObject {
  const version = document['swagger'];
  if (typeof version !== 'string' && typeof version !== 'number') return document;
  if (!/^2(\.0)?$/.test(String(version))) return document;
  // The library changes what it is given.
  const upgraded = upgradeFromTwoToThree({ ...structuredClone(document), swagger: '2.0' }) as unknown as JsonObject;
  return settle(upgraded) as JsonObject;
}

/** What the library leaves in the words of 2.0: the name of a discriminator, `x-nullable`. */
function settle(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => settle(item));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, member]): (readonly [string, JsonValue])[] => {
    // The library sets members to undefined, which JSON does not have.
    if ((member as JsonValue | undefined) === undefined) return [];
    if (key === 'discriminator' && typeof member === 'string') return [[key, { propertyName: member }]];
    if (key === 'x-nullable' && member === true) return [['nullable', true]];
    return [[key, settle(member)]];
  });
  return Object.fromEntries(entries);
}
