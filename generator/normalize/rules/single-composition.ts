import { isObject } from '../../load/parse-text.js';
import type { JsonValue } from '../../schema.js';
import { without } from './rule.js';
import type { Rule } from './rule.js';

const DESCRIBING = ['description', 'deprecated', 'readOnly', 'writeOnly', 'default', 'examples'];

/** `allOf`, `anyOf` or `oneOf` with one member and nothing but describing siblings is that member. */
export const singleComposition: Rule = {
  name: 'single-composition',
  apply(schema) {
    const key = ['allOf', 'anyOf', 'oneOf'].find((name) => Array.isArray(schema[name]));
    const members = key === undefined ? [] : (schema[key] as readonly JsonValue[]);
    const [only] = members;
    if (key === undefined || members.length !== 1) return schema;
    const siblings = without(schema, [key]);
    if (!isObject(only) || !Object.keys(siblings).every((name) => DESCRIBING.includes(name))) return schema;
    return { ...only, ...siblings };
  },
};
