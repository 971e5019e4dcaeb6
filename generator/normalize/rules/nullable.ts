import type { JsonObject, JsonValue } from '../../schema.js';
import { without } from './rule.js';
import type { Rule } from './rule.js';

/**
 * OpenAPI 3.0's `nullable: true` becomes `null` among the types, or `anyOf` with null where there is no type to
 * widen. Also read in 3.1, where vendors leave it behind and mean it.
 */
export const nullable: Rule = {
  name: 'nullable',
  apply(schema) {
    if (schema['nullable'] === undefined) return schema;
    const rest = without(schema, ['nullable']);
    return schema['nullable'] === true ? allowNull(rest) : rest;
  },
};

function allowNull(schema: JsonObject): JsonObject {
  const type = schema['type'];
  const enumeration = schema['enum'];
  const widened: JsonObject =
    Array.isArray(enumeration) && !enumeration.includes(null)
      ? { ...schema, enum: [...(enumeration as readonly JsonValue[]), null] }
      : schema;
  if (type !== undefined && schema['const'] === undefined && schema['allOf'] === undefined) {
    const types = (Array.isArray(type) ? type : [type]) as JsonValue[];
    return types.includes('null') ? widened : { ...widened, type: [...types, 'null'] };
  }
  if (Array.isArray(enumeration) && type === undefined) return widened;
  if (Object.keys(schema).every((key) => key === 'description' || key.startsWith('x-'))) return schema;
  const { description, ...rest } = schema;
  const outer: JsonObject = { anyOf: [rest, { type: 'null' }] };
  return description === undefined ? outer : { description, ...outer };
}
