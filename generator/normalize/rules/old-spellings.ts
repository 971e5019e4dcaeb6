import { isObject } from '../../load/parse-text.js';
import type { JsonObject } from '../../schema.js';
import { without } from './rule.js';
import type { Rule } from './rule.js';

/** Spellings of older drafts become those of 2020-12: a list of `items`, `additionalItems`, `dependencies`. */
export const oldSpellings: Rule = {
  name: 'old-spellings',
  apply(schema) {
    return dependencies(tuple(schema));
  },
};

function tuple(schema: JsonObject): JsonObject {
  const { items, additionalItems } = schema;
  if (!Array.isArray(items)) return additionalItems === undefined ? schema : without(schema, ['additionalItems']);
  const rest = without(schema, ['items', 'additionalItems']);
  return { ...rest, prefixItems: items, ...(additionalItems === undefined ? {} : { items: additionalItems }) };
}

function dependencies(schema: JsonObject): JsonObject {
  const given = schema['dependencies'];
  if (!isObject(given)) return schema;
  const entries = Object.entries(given);
  const names = entries.filter(([, value]) => Array.isArray(value));
  const schemas = entries.filter(([, value]) => !Array.isArray(value));
  return {
    ...without(schema, ['dependencies']),
    ...(names.length === 0 ? {} : { dependentRequired: Object.fromEntries(names) }),
    ...(schemas.length === 0 ? {} : { dependentSchemas: Object.fromEntries(schemas) }),
  };
}
