/** Adapter to @scalar/openapi-upgrader: Swagger 2.0 in, OpenAPI 3.0 out. No other file imports the library. */
import { upgradeFromTwoToThree } from '@scalar/openapi-upgrader/2.0-to-3.0';

import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { isObject } from './parse-text.js';
import { upgradePaths } from './swagger-operations.js';

/** True for a document of Swagger 2.0. */
export function isSwagger(document: JsonObject): boolean {
  const version = document['swagger'];
  return (typeof version === 'string' || typeof version === 'number') && /^2(\.0)?$/.test(String(version));
}

/** A document of Swagger 2.0, complete with the files that it refers to, as OpenAPI 3.0; another one as it is. */
export function upgradeSwagger(document: JsonObject, file: string): StageResult<JsonObject> {
  if (!isSwagger(document)) return { value: document, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const paths = upgradePaths({ document, file, diagnostics });
  // The library would convert these on their own; operations have them by now.
  const { parameters: _parameters, responses: _responses, ...rest } = document;
  // The library changes what it is given.
  const given = structuredClone({ ...rest, paths, swagger: '2.0' });
  const upgraded: unknown = upgradeFromTwoToThree(given);
  return { value: settle(upgraded as JsonObject) as JsonObject, diagnostics };
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
