/** Checks of single values: kinds, literals, texts, numbers. */
import { equals, hasMaxLength, hasMinLength, isMultipleOf } from './compare.js';
import { type Check, report } from './issues.js';
import { kindOf } from './kinds.js';

/** The empty schema. */
export const any: Check = () => undefined;

/** The schema that nothing matches. */
export const never: Check = (value, walk) => report(walk, 'false', 'no value', value);

/** `type`. */
export function type(...kinds: readonly string[]): Check {
  const expected = kinds.join(' or ');
  return (value, walk) => {
    const kind = kindOf(value);
    if (!kinds.includes(kind) && !(kind === 'integer' && kinds.includes('number')))
      report(walk, 'type', expected, value);
  };
}

export const string: Check = /*@__PURE__*/ type('string');
export const number: Check = /*@__PURE__*/ type('number');
export const integer: Check = /*@__PURE__*/ type('integer');
export const boolean: Check = /*@__PURE__*/ type('boolean');
export const stringOrNull: Check = /*@__PURE__*/ type('string', 'null');
export const numberOrNull: Check = /*@__PURE__*/ type('number', 'null');
export const integerOrNull: Check = /*@__PURE__*/ type('integer', 'null');
export const booleanOrNull: Check = /*@__PURE__*/ type('boolean', 'null');

/** `enum` and, with one value, `const`: scalars only. */
export function oneOf(...values: readonly unknown[]): Check {
  return literals(values, (value) => values.includes(value));
}

/** `enum` and `const` with objects or arrays among the values. */
export function oneOfEqual(...values: readonly unknown[]): Check {
  return literals(values, (value) => values.some((other) => equals(value, other)));
}

/** `format`, by its predicate. */
export function format(name: string, matches: (text: string) => boolean): Check {
  return text('format', `the format ${name}`, matches);
}

/** `pattern`. */
export function pattern(expression: RegExp): Check {
  return text('pattern', `a text like ${expression.source}`, (value) => expression.test(value));
}

/** `minLength`, in characters. */
export function minLength(minimum: number): Check {
  return text('minLength', `at least ${minimum} characters`, (value) => hasMinLength(value, minimum));
}

/** `maxLength`, in characters. */
export function maxLength(maximum: number): Check {
  return text('maxLength', `at most ${maximum} characters`, (value) => hasMaxLength(value, maximum));
}

/** `minimum`. */
export function minimum(limit: number): Check {
  return numeric('minimum', `at least ${limit}`, (value) => value >= limit);
}

/** `maximum`. */
export function maximum(limit: number): Check {
  return numeric('maximum', `at most ${limit}`, (value) => value <= limit);
}

/** `exclusiveMinimum`. */
export function exclusiveMinimum(limit: number): Check {
  return numeric('exclusiveMinimum', `more than ${limit}`, (value) => value > limit);
}

/** `exclusiveMaximum`. */
export function exclusiveMaximum(limit: number): Check {
  return numeric('exclusiveMaximum', `less than ${limit}`, (value) => value < limit);
}

/** `multipleOf`. */
export function multipleOf(divisor: number): Check {
  return numeric('multipleOf', `a multiple of ${divisor}`, (value) => isMultipleOf(value, divisor));
}

/** Lists can be long: their words are put together when they are first needed. */
function literals(values: readonly unknown[], passes: (value: unknown) => boolean): Check {
  let expected: string | undefined;
  return (value, walk) => {
    if (passes(value)) return;
    expected ??= values.map((other) => JSON.stringify(other)).join(' or ');
    report(walk, values.length === 1 ? 'const' : 'enum', expected, value);
  };
}

function text(code: string, expected: string, passes: (value: string) => boolean): Check {
  return (value, walk) => {
    if (typeof value === 'string' && !passes(value)) report(walk, code, expected, value);
  };
}

function numeric(code: string, expected: string, passes: (value: number) => boolean): Check {
  return (value, walk) => {
    if (Number.isFinite(value) && !passes(value as number)) report(walk, code, expected, value);
  };
}
