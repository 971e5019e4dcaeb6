/** What the values of keywords must look like: a wrong one is refused, since ignoring it would let everything through. */
import type { JsonValue } from '../schema.js';

/** What is wrong with the value of a keyword, as a sentence; undefined where nothing is. */
export function valueProblem(keyword: string, value: JsonValue): string | undefined {
  const rule = rules[keyword];
  return rule === undefined || rule.accepts(value) ? undefined : `${keyword} must be ${rule.wants}.`;
}

interface Rule {
  readonly wants: string;
  readonly accepts: (value: JsonValue) => boolean;
}

const count: Rule = {
  wants: 'a whole number of at least 0',
  accepts: (value) => Number.isInteger(value) && Number(value) >= 0,
};
const number: Rule = { wants: 'a number', accepts: (value) => Number.isFinite(value) };
const flag: Rule = { wants: 'true or false', accepts: (value) => typeof value === 'boolean' };
const text: Rule = { wants: 'a text', accepts: (value) => typeof value === 'string' };
const names: Rule = { wants: 'a list of names', accepts: isNames };
const kinds: ReadonlySet<JsonValue> = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

const rules: { readonly [keyword: string]: Rule | undefined } = {
  type: {
    wants: 'the name of a JSON kind, or a list of them',
    accepts: (value) =>
      Array.isArray(value) ? value.length > 0 && value.every((kind: JsonValue) => kinds.has(kind)) : kinds.has(value),
  },
  enum: { wants: 'a list', accepts: (value) => Array.isArray(value) },
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  minContains: count,
  maxContains: count,
  minProperties: count,
  maxProperties: count,
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: { wants: 'a number above 0', accepts: (value) => Number.isFinite(value) && Number(value) > 0 },
  uniqueItems: flag,
  deprecated: flag,
  readOnly: flag,
  writeOnly: flag,
  description: text,
  format: text,
  examples: { wants: 'a list', accepts: (value) => Array.isArray(value) },
  required: names,
  pattern: {
    wants: 'a regular expression of ECMA-262',
    accepts: (value) => typeof value === 'string' && compiles(value),
  },
  dependentRequired: {
    wants: 'lists of names by name',
    accepts: (value) =>
      typeof value === 'object' && value !== null && Object.values(value).every((list) => isNames(list)),
  },
};

function isNames(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

function compiles(pattern: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      return new RegExp(pattern, flags).flags === flags;
    } catch {
      return false;
    }
  });
}
