/** Checks of single values: kinds, literals, texts, numbers. */
import { equals, hasMaxLength, hasMinLength, isMultipleOf } from './compare.js';
import { ask, type Check, type Passes, report } from './issues.js';
import {
  isBoolean,
  isBooleanOrNull,
  isInteger,
  isIntegerOrNull,
  isNumber,
  isNumberOrNull,
  isString,
  isStringOrNull,
  kindOf,
} from './kinds.js';

/** The empty schema. */
export const any: Check = () => undefined;

/** The schema that nothing matches. */
export const never: Check = (value, walk) => report(walk, 'false', 'no value', value);

/** `type`. */
export function type(...kinds: readonly string[]): Check {
  return kind(kinds.join(' or '), (value) => {
    const found = kindOf(value);
    return kinds.includes(found) || (found === 'integer' && kinds.includes('number'));
  });
}

export const nil: Check = /*@__PURE__*/ kind('null', (value) => value === null);
export const string: Check = /*@__PURE__*/ kind('string', isString);
export const number: Check = /*@__PURE__*/ kind('number', isNumber);
export const integer: Check = /*@__PURE__*/ kind('integer', isInteger);
export const boolean: Check = /*@__PURE__*/ kind('boolean', isBoolean);
export const stringOrNull: Check = /*@__PURE__*/ kind('string or null', isStringOrNull);
export const numberOrNull: Check = /*@__PURE__*/ kind('number or null', isNumberOrNull);
export const integerOrNull: Check = /*@__PURE__*/ kind('integer or null', isIntegerOrNull);
export const booleanOrNull: Check = /*@__PURE__*/ kind('boolean or null', isBooleanOrNull);

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
function literals(values: readonly unknown[], passes: Passes): Check {
  let expected: string | undefined;
  return ask(passes, (value, walk) => {
    expected ??= values.map((other) => JSON.stringify(other)).join(' or ');
    report(walk, values.length === 1 ? 'const' : 'enum', expected, value);
  });
}

function kind(expected: string, passes: Passes): Check {
  return scalar('type', expected, passes);
}

function text(code: string, expected: string, passes: (value: string) => boolean): Check {
  return scalar(code, expected, (value) => typeof value !== 'string' || passes(value));
}

function numeric(code: string, expected: string, passes: (value: number) => boolean): Check {
  return scalar(code, expected, (value) => !Number.isFinite(value) || passes(value as number));
}

function scalar(code: string, expected: string, passes: Passes): Check {
  return ask(passes, (value, walk) => report(walk, code, expected, value));
}
