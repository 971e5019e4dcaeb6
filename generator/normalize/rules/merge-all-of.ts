import { isObject } from '../../load/parse-text.js';
import type { JsonObject, JsonValue } from '../../schema.js';
import { without } from './rule.js';
import type { Rule } from './rule.js';

const MERGED = ['type', 'properties', 'required', 'description', 'deprecated'];

/** Plain objects in `allOf` that share no member are one object, which is the schema; references stay in `allOf`. */
export const mergeAllOf: Rule = {
  name: 'merge-all-of',
  apply(schema) {
    const members = schema['allOf'];
    if (!Array.isArray(members)) return schema;
    const rest = without(schema, ['allOf']);
    const plain = (members as JsonValue[]).filter(isPlainObject) as JsonObject[];
    const others = (members as JsonValue[]).filter((member) => !isPlainObject(member));
    if (plain.length === 0 || (Object.keys(rest).length > 0 && !mergeable(rest))) return schema;
    const parts = Object.keys(rest).length > 0 ? [...plain, rest] : plain;
    if (shareMembers(parts)) return schema;
    const merged = mergeParts(parts);
    return others.length === 0 ? merged : { ...merged, allOf: others };
  },
};

function isPlainObject(member: JsonValue): boolean {
  return isObject(member) && member['properties'] !== undefined && mergeable(member);
}

function mergeable(schema: JsonObject): boolean {
  const type = schema['type'];
  return Object.keys(schema).every((key) => MERGED.includes(key)) && (type === undefined || type === 'object');
}

function shareMembers(parts: readonly JsonObject[]): boolean {
  const names = parts.flatMap((part) => Object.keys(propertiesOf(part)));
  return new Set(names).size !== names.length;
}

function mergeParts(parts: readonly JsonObject[]): JsonObject {
  const required = [
    ...new Set(parts.flatMap((part) => (Array.isArray(part['required']) ? (part['required'] as string[]) : []))),
  ];
  const description = parts.map((part) => part['description']).findLast((text) => text !== undefined);
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    ...(parts.some((part) => part['deprecated'] === true) ? { deprecated: true } : {}),
    properties: Object.fromEntries(parts.flatMap((part) => Object.entries(propertiesOf(part)))),
    ...(required.length === 0 ? {} : { required }),
  };
}

function propertiesOf(schema: JsonObject): JsonObject {
  const properties = schema['properties'];
  return isObject(properties) ? properties : {};
}
