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

/** Keywords that may refuse null whatever the type says: beside them, null is a branch of its own. */
const CLOSED = ['const', '$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'if'];
/** What describes a member stays on the member, not on one branch of it. */
const DESCRIBING = ['description', 'deprecated', 'readOnly', 'writeOnly', 'default', 'examples'];

function allowNull(schema: JsonObject): JsonObject {
  const type = schema['type'];
  const enumeration = schema['enum'];
  const widened: JsonObject =
    Array.isArray(enumeration) && !enumeration.includes(null)
      ? { ...schema, enum: [...(enumeration as readonly JsonValue[]), null] }
      : schema;
  const isOpen = CLOSED.every((key) => schema[key] === undefined);
  if (type !== undefined && isOpen) {
    const types = (Array.isArray(type) ? type : [type]) as JsonValue[];
    return types.includes('null') ? widened : { ...widened, type: [...types, 'null'] };
  }
  if (Array.isArray(enumeration) && isOpen) return widened;
  const describing = Object.entries(schema).filter(([key]) => DESCRIBING.includes(key) || key.startsWith('x-'));
  if (describing.length === Object.keys(schema).length) return schema;
  const rest = without(
    schema,
    describing.map(([key]) => key),
  );
  return { ...Object.fromEntries(describing), anyOf: [rest, { type: 'null' }] };
}
