import { without } from './rule.js';
import type { Rule } from './rule.js';

const COMPOSING = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'dependentSchemas', 'additionalProperties'];

/** Where nothing is composed, `unevaluatedProperties` says what `additionalProperties` says, which every emitter knows. */
export const unevaluatedToAdditional: Rule = {
  name: 'unevaluated-to-additional',
  apply(schema) {
    const unevaluated = schema['unevaluatedProperties'];
    if (unevaluated === undefined || COMPOSING.some((key) => schema[key] !== undefined)) return schema;
    return { ...without(schema, ['unevaluatedProperties']), additionalProperties: unevaluated };
  },
};
