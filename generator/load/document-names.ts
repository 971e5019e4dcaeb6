/** Which keys of a document are words of OpenAPI and which are names: a response may be called `default`, a member `enum`. */

/** Keys whose values are data: what looks like a reference there is none. */
const DATA: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const', 'x-expect', 'x-labels']);

/** Keys whose values are maps, the keys of which are names that people chose. */
const NAME_MAPS: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', 'dependentSchemas', 'dependencies', '$defs', 'definitions'],
  ...[
    'schemas',
    'responses',
    'requestBodies',
    'headers',
    'callbacks',
    'links',
    'pathItems',
    'mediaTypes',
    'parameters',
  ],
  ...['paths', 'webhooks', 'x-webhooks', 'content', 'encoding'],
]);

/** True for a word whose value is data. Ask only where keys are words. */
export function isData(key: string): boolean {
  return DATA.has(key);
}

/** True for a word whose value has names for keys. Ask only where keys are words. */
export function isNameMap(key: string): boolean {
  return NAME_MAPS.has(key);
}
