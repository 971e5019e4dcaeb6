import type { JsonObject } from '../../schema.js';
import { without } from './rule.js';
import type { Rule } from './rule.js';

/** OpenAPI 3.0's boolean `exclusiveMinimum` and `exclusiveMaximum` become numbers, as in 2020-12. */
export const exclusiveBounds: Rule = {
  name: 'exclusive-bounds',
  apply(schema) {
    return bound(bound(schema, 'minimum', 'exclusiveMinimum'), 'maximum', 'exclusiveMaximum');
  },
};

function bound(schema: JsonObject, plain: string, exclusive: string): JsonObject {
  const flag = schema[exclusive];
  if (typeof flag !== 'boolean') return schema;
  const rest = without(schema, [exclusive]);
  const limit = rest[plain];
  return flag && limit !== undefined ? { ...without(rest, [plain]), [exclusive]: limit } : rest;
}
