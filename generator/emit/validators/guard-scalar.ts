/** Tests of single values: kinds, literals, texts, numbers. */
import { assertNever } from '../../diagnostics.js';
import type { JsonValue, Kind, Schema, SchemaObject } from '../../schema.js';
import { broaden, isOpenBut, kindOfValue, typesOf } from './analysis.js';
import { formatPredicates } from './format-predicates.js';
import { constant, type FunctionScope, runtime } from './scope.js';
import { always, and, atom, call, never, or, type Test } from './tests.js';

/** Keywords that constrain objects. */
export const objectKeywords: ReadonlySet<string> = new Set([
  ...['properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames', 'minProperties'],
  ...['maxProperties', 'dependentRequired', 'dependentSchemas', 'unevaluatedProperties'],
]);

/** Keywords that constrain arrays. */
export const arrayKeywords: ReadonlySet<string> = new Set([
  ...['prefixItems', 'items', 'minItems', 'maxItems', 'uniqueItems', 'contains', 'unevaluatedItems'],
]);

const combinations: ReadonlySet<string> = new Set(['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'if']);

/** True where the schema says nothing about parts and combines no schemas. */
export function isScalarOnly(schema: SchemaObject): boolean {
  return !hasKeyword(schema, objectKeywords, arrayKeywords, combinations);
}

/** True where the schema has a keyword of one of these sets. */
export function hasKeyword(schema: SchemaObject, ...sets: readonly ReadonlySet<string>[]): boolean {
  for (const keyword in schema) if (sets.some((set) => set.has(keyword))) return true;
  return false;
}

/** The value is of this kind. */
export function kindTest(kind: Kind, access: string, scope: FunctionScope): Test {
  switch (kind) {
    case 'null':
      return atom(`${access} === null`, `${access} !== null`);
    case 'boolean':
    case 'string':
      return atom(`typeof ${access} === '${kind}'`, `typeof ${access} !== '${kind}'`);
    case 'integer':
      return call(`${runtime(scope.module, 'kinds', 'isInteger')}(${access})`);
    case 'number':
      return call(`${runtime(scope.module, 'kinds', 'isNumber')}(${access})`);
    case 'array':
      return call(`${runtime(scope.module, 'kinds', 'isArray')}(${access})`);
    case 'object':
      return call(`${runtime(scope.module, 'kinds', 'isObject')}(${access})`);
    default:
      return assertNever(kind);
  }
}

/** The predicate of the runtime that says all of a schema, such as `isOptionalStringOrNull`; undefined where none does. */
export function namedPredicate(schema: Schema, isRequired: boolean): string | undefined {
  if (typeof schema === 'boolean' || schema.type === undefined || !isOpenBut(schema, 'type')) return undefined;
  const types = typesOf(schema) ?? [];
  const [kind, ...others] = types.filter((type) => type !== 'null');
  if (kind === undefined || kind === 'array' || kind === 'object' || others.length > 0) return undefined;
  const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${types.length > 1 ? 'OrNull' : ''}`;
  return isRequired ? `is${name}` : `isOptional${name}`;
}

/** `const` and `enum`, less the values that `type` rules out. */
export function literalTest(schema: SchemaObject, access: string, scope: FunctionScope): Test {
  if (schema.enum === undefined && schema.const === undefined) return always;
  const lists = [schema.enum, schema.const === undefined ? undefined : [schema.const]].filter(
    (list) => list !== undefined,
  );
  return and(
    lists.map((list) =>
      listTest(
        list.filter((value) => fitsType(value, schema)),
        access,
        scope,
      ),
    ),
  );
}

/** Length, pattern and format; the value is known to be a text. */
export function stringTest(schema: SchemaObject, access: string, scope: FunctionScope): Test {
  const tests: Test[] = [];
  const { minLength = 0, maxLength, pattern, format } = schema;
  if (minLength === 1) tests.push(atom(`${access}.length > 0`, `${access}.length === 0`));
  if (minLength > 1) tests.push(call(`${runtime(scope.module, 'compare', 'hasMinLength')}(${access}, ${minLength})`));
  if (maxLength !== undefined)
    tests.push(call(`${runtime(scope.module, 'compare', 'hasMaxLength')}(${access}, ${maxLength})`));
  if (pattern !== undefined) tests.push(call(`${patternConstant(pattern, scope)}.test(${access})`));
  const predicate = format === undefined ? undefined : formatPredicates.get(format);
  if (predicate !== undefined) tests.push(call(`${runtime(scope.module, 'formats', predicate)}(${access})`));
  return and(tests);
}

/** True where a format that is checked is all that is said of texts. */
export function saysFormatOnly({ minLength = 0, maxLength, pattern, format }: SchemaObject): boolean {
  return minLength === 0 && maxLength === undefined && pattern === undefined && formatPredicates.has(format ?? '');
}

/** Bounds; the value is known to be a number. */
export function numberTest(schema: SchemaObject, access: string, scope: FunctionScope): Test {
  const tests: Test[] = [];
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const text = `(${access} as number)`;
  if (minimum !== undefined) tests.push(atom(`${text} >= ${minimum}`, `${text} < ${minimum}`));
  if (maximum !== undefined) tests.push(atom(`${text} <= ${maximum}`, `${text} > ${maximum}`));
  if (exclusiveMinimum !== undefined)
    tests.push(atom(`${text} > ${exclusiveMinimum}`, `${text} <= ${exclusiveMinimum}`));
  if (exclusiveMaximum !== undefined)
    tests.push(atom(`${text} < ${exclusiveMaximum}`, `${text} >= ${exclusiveMaximum}`));
  if (multipleOf !== undefined)
    tests.push(call(`${runtime(scope.module, 'compare', 'isMultipleOf')}(${text}, ${multipleOf})`));
  return and(tests);
}

/** The name of the constant that holds a pattern. */
export function patternConstant(pattern: string, scope: FunctionScope): string {
  return constant(scope.module, 'pattern', printPattern(pattern));
}

/** A regular expression literal: in Unicode mode unless the pattern is legal without it only. */
export function printPattern(pattern: string): string {
  return String(compilePattern(pattern) ?? /(?:)/)
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** The pattern, or undefined where no engine takes it. */
export function compilePattern(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      continue;
    }
  }
  return undefined;
}

/** The text of a JSON value as an expression. */
export function printLiteral(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => printLiteral(item)).join(', ')}]`;
  if (typeof value === 'string') return printString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, part]) => `${printKey(name)}: ${printLiteral(part)}`);
  return `{ ${members.join(', ')} }`;
}

/** A member name in an object literal. */
export function printKey(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : printString(name);
}

/** A text as a string literal. */
export function printString(text: string): string {
  if (/^[\w .:/#$-]*$/.test(text)) return `'${text}'`;
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

function listTest(values: readonly JsonValue[], access: string, scope: FunctionScope): Test {
  if (values.length === 0) return never;
  const scalars = values.filter((value) => typeof value !== 'object' || value === null);
  const tests: Test[] = values
    .filter((value) => typeof value === 'object' && value !== null)
    .map((value) => {
      const name = constant(scope.module, 'literal', `${printLiteral(value)} as const`);
      return call(`${runtime(scope.module, 'compare', 'equals')}(${access}, ${name})`);
    });
  if (scalars.length <= 12) return or([...scalars.map((value) => equalTest(value, access)), ...tests]);
  const set = constant(
    scope.module,
    'values',
    `/*@__PURE__*/ new Set<unknown>([${scalars.map(printLiteral).join(', ')}])`,
  );
  return or([call(`${set}.has(${access})`), ...tests]);
}

function equalTest(value: JsonValue, access: string): Test {
  const text = printLiteral(value);
  return atom(`${access} === ${text}`, `${access} !== ${text}`);
}

function fitsType(value: JsonValue, schema: SchemaObject): boolean {
  const types = typesOf(schema);
  if (types === undefined) return true;
  return types.some((type) => broaden(type) === kindOfValue(value) && (type !== 'integer' || Number.isInteger(value)));
}
