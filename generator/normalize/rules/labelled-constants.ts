import { isObject } from '../../load/parse-text.js';
import type { JsonObject, JsonValue } from '../../schema.js';
import { without } from './rule.js';
import type { Rule } from './rule.js';

/** `oneOf` (or `anyOf`) of titled constants is an enumeration whose members have labels. Runs before titles go. */
export const labelledConstants: Rule = {
  name: 'labelled-constants',
  apply(schema) {
    const key = schema['oneOf'] !== undefined ? 'oneOf' : 'anyOf';
    const members = schema[key];
    if (!Array.isArray(members) || members.length < 2 || !members.every(isConstant)) return schema;
    const constants = members as JsonObject[];
    const values = constants.map((member) => member['const'] as JsonValue);
    const labels = Object.fromEntries(constants.flatMap((member) => labelOf(member)));
    const more = Object.keys(labels).length === 0 ? {} : { 'x-labels': labels };
    return { ...without(schema, [key, 'title']), enum: values, ...more };
  },
};

function isConstant(member: JsonValue): boolean {
  if (!isObject(member) || member['const'] === undefined) return false;
  return Object.keys(member).every((key) => ['const', 'title', 'description', 'type', '$schema'].includes(key));
}

function labelOf(member: JsonObject): readonly (readonly [string, string])[] {
  const label = member['title'] ?? member['description'];
  return typeof label === 'string' ? [[JSON.stringify(member['const']), label]] : [];
}
