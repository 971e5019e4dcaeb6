import { without } from './rule.js';
import type { Rule } from './rule.js';

/** OpenAPI 3.0: what stands beside `$ref` has no meaning (3.0.3, Reference Object), except what only describes. */
export const referenceSiblings: Rule = {
  name: 'reference-siblings',
  apply(schema, dialect) {
    if (dialect.openapi !== '3.0' || schema['$ref'] === undefined) return schema;
    const ignored = Object.keys(schema).filter(
      (key) => key !== '$ref' && key !== 'description' && key !== 'nullable' && !key.startsWith('x-'),
    );
    return ignored.length === 0 ? schema : without(schema, ignored);
  },
};
