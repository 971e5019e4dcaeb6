import { isObject } from '../../load/parse-text.js';
import type { JsonValue } from '../../schema.js';
import { without } from './rule.js';
import type { Rule } from './rule.js';

/**
 * `oneOf` (or `anyOf`) of titled constants is an enumeration whose members have labels. Sees the members as the document
 * has them: their own titles go when they are normalized.
 */
export const labelledConstants: Rule = {
  name: 'labelled-constants',
  apply(schema) {
    const key = schema['oneOf'] !== undefined ? 'oneOf' : 'anyOf';
    const members = schema[key];
    if (!Array.isArray(members) || members.length < 2) return schema;
    const all = (members as readonly JsonValue[]).flatMap(readConstant);
    if (all.length < members.length) return schema;
    const constants = allowed(all, schema['enum']);
    const labels = Object.fromEntries(
      constants.flatMap(({ value, label }) => (label === undefined ? [] : [[JSON.stringify(value), label]])),
    );
    const more = Object.keys(labels).length === 0 ? {} : { 'x-labels': labels };
    return { ...without(schema, [key, 'title']), enum: constants.map(({ value }) => value), ...more };
  },
};

interface Constant {
  readonly value: JsonValue;
  readonly label: string | undefined;
}

const DESCRIBING = ['title', 'description', 'deprecated', 'example', 'examples', 'type', '$schema'];

/** A member that is one value: `const`, an `enum` of one (3.0 has no `const`), or null. Nothing where it is more. */
function readConstant(member: JsonValue): readonly Constant[] {
  if (!isObject(member)) return [];
  const { const: only, enum: list, ...rest } = member;
  if (!Object.keys(rest).every((key) => DESCRIBING.includes(key) || key.startsWith('x-'))) return [];
  const title = member['title'] ?? member['description'];
  const label = typeof title === 'string' ? title : undefined;
  if (only !== undefined) return list === undefined ? [{ value: only, label }] : [];
  if (list === undefined) return member['type'] === 'null' ? [{ value: null, label }] : [];
  const [value, ...others] = Array.isArray(list) ? (list as readonly JsonValue[]) : [];
  return value === undefined || others.length > 0 ? [] : [{ value, label }];
}

/** Those that an enumeration beside the union allows too. */
function allowed(constants: readonly Constant[], enumeration: JsonValue | undefined): readonly Constant[] {
  if (!Array.isArray(enumeration)) return constants;
  const texts = new Set((enumeration as readonly JsonValue[]).map((value) => JSON.stringify(value)));
  return constants.filter(({ value }) => texts.has(JSON.stringify(value)));
}
