import { sorted } from '../../order.js';
import { isObject } from '../../load/parse-text.js';
import type { JsonValue } from '../../schema.js';
import type { Rule } from './rule.js';

/**
 * Known values are a set: an overlay's list is appended to what inference saw (Overlay 1.0 concatenates). Each stands
 * once; texts are in code-unit order.
 */
export const knownValues: Rule = {
  name: 'known-values',
  apply(schema) {
    const expectation = schema['x-expect'];
    if (!isObject(expectation) || !Array.isArray(expectation['enum'])) return schema;
    const values = expectation['enum'] as JsonValue[];
    const unique = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
    const texts = unique.filter((value) => typeof value === 'string');
    const ordered = texts.length === unique.length ? sorted(texts) : unique;
    return { ...schema, 'x-expect': { ...expectation, enum: ordered } };
  },
};
