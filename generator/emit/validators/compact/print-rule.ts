/** Prints rules: a schema becomes an expression over `runtime/core/validation/compact/`. */
import * as numbers from '../../../../runtime/core/validation/compact/compact.js';
import { pascalCase } from '../../../ir/names.js';
import type { Kind, Schema, SchemaObject } from '../../../schema.js';
import { isOpen, isOpenBut, referencedName, typesOf } from '../analysis.js';
import { orderKinds } from '../checks.js';
import { formatPredicates } from '../format-predicates.js';
import { compilePattern, patternConstant, printKey, printLiteral, printString } from '../guard-scalar.js';
import { type FunctionScope, type ModuleScope, runtime } from '../scope.js';
import { findTag } from '../tags.js';

/** A module of rules under construction. */
export interface RuleScope {
  readonly module: ModuleScope;
  readonly functions: FunctionScope;
  /** Sums of kinds by the name of their constant. */
  readonly kinds: Map<string, number>;
}

/** The rule of a schema, as an expression. */
export function printRule(schema: Schema, scope: RuleScope): string {
  if (schema === false) return combine('never', scope);
  if (schema === true || isOpen(schema)) return kindsConstant(undefined, scope);
  const parts = [...printValue(schema, scope), ...printCombined(schema, scope)];
  const [only = ''] = parts;
  return parts.length === 1 ? only : call(combine('all', scope), parts);
}

/** A call that a bundler may drop. */
export function call(name: string, args: readonly string[]): string {
  return `/*@__PURE__*/ ${name}(${args.join(', ')})`;
}

/** In the order in which generated functions look. */
function printValue(schema: SchemaObject, scope: RuleScope): readonly string[] {
  const kinds = typesOf(schema);
  const members = printMembers(schema, kinds, scope);
  const items = printItems(schema, kinds, scope);
  const saysKinds = members.length + items.length > 0;
  const plain = kinds === undefined || saysKinds || literalsSayKind(schema) ? [] : [kindsConstant(kinds, scope)];
  const lists = [schema.enum, schema.const === undefined ? undefined : [schema.const]];
  const literals = lists.flatMap((list) =>
    list === undefined ? [] : [call(runtime(scope.module, 'compact/compact', 'literals'), list.map(printLiteral))],
  );
  return [...plain, ...literals, ...printTexts(schema, scope), ...printNumbers(schema, scope), ...members, ...items];
}

function literalsSayKind(schema: SchemaObject): boolean {
  if (schema.const === undefined && schema.enum === undefined) return false;
  const kinds: readonly string[] = typesOf(schema) ?? [];
  const values = schema.enum ?? [schema.const ?? null];
  return values.every((value) => kinds.includes(value === null ? 'null' : typeof value));
}

function printTexts(schema: SchemaObject, scope: RuleScope): readonly string[] {
  const { module } = scope;
  const { minLength, maxLength, pattern, format } = schema;
  const print = (code: string, expected: string, test: string): string =>
    call(combine('text', scope), [printString(code), printString(expected), test]);
  const least = (name: string, limit: number): string =>
    `(value) => ${runtime(module, 'compare', name)}(value, ${limit})`;
  const expression = pattern === undefined ? '' : patternConstant(pattern, scope.functions);
  const predicate = formatPredicates.get(format ?? '');
  return [
    ...(minLength === undefined
      ? []
      : [print('minLength', `at least ${minLength} characters`, least('hasMinLength', minLength))]),
    ...(maxLength === undefined
      ? []
      : [print('maxLength', `at most ${maxLength} characters`, least('hasMaxLength', maxLength))]),
    ...(pattern === undefined
      ? []
      : [
          print(
            'pattern',
            `a text like ${compilePattern(pattern)?.source ?? ''}`,
            `(value) => ${expression}.test(value)`,
          ),
        ]),
    ...(predicate === undefined
      ? []
      : [print('format', `the format ${format ?? ''}`, runtime(module, 'formats', predicate))]),
  ];
}

const BOUNDS = [
  ['minimum', 'at least', '>='],
  ['maximum', 'at most', '<='],
  ['exclusiveMinimum', 'more than', '>'],
  ['exclusiveMaximum', 'less than', '<'],
] as const;

function printNumbers(schema: SchemaObject, scope: RuleScope): readonly string[] {
  const print = (code: string, expected: string, test: string): string =>
    call(combine('numeric', scope), [printString(code), printString(expected), `(value) => ${test}`]);
  const bounds = BOUNDS.flatMap(([keyword, words, operator]) => {
    const limit = schema[keyword];
    return limit === undefined ? [] : [print(keyword, `${words} ${limit}`, `value ${operator} ${limit}`)];
  });
  const { multipleOf } = schema;
  if (multipleOf === undefined) return bounds;
  const test = `${runtime(scope.module, 'compare', 'isMultipleOf')}(value, ${multipleOf})`;
  return [...bounds, print('multipleOf', `a multiple of ${multipleOf}`, test)];
}

function printMembers(schema: SchemaObject, kinds: readonly Kind[] | undefined, scope: RuleScope): readonly string[] {
  const { properties = {}, required = [], additionalProperties: rest = true } = schema;
  const isClosed = !isOpen(rest);
  const must = [...new Set(required)];
  const may = Object.keys(properties).filter(
    (name) => !must.includes(name) && (isClosed || !isOpen(properties[name] ?? true)),
  );
  if (must.length + may.length === 0 && !isClosed) return [];
  const print = (names: readonly string[]): string => {
    const entries = names.map((name) => {
      const part = Object.hasOwn(properties, name) ? (properties[name] ?? true) : true;
      return `${printKey(name)}: ${printRule(part, scope)}`;
    });
    return `{ ${entries.join(', ')} }`;
  };
  const isObject = kinds?.length === 1 && kinds[0] === 'object';
  const others = isObject && !isClosed ? [] : [kindsConstant(kinds, scope)];
  const args = [print(may), ...(must.length + others.length > 0 ? [print(must)] : []), ...others];
  if (isClosed) return [call(combine('closed', scope), [...args, printRule(rest, scope)])];
  return [call(runtime(scope.module, 'compact/compact', 'members'), args)];
}

function printItems({ items }: SchemaObject, kinds: readonly Kind[] | undefined, scope: RuleScope): readonly string[] {
  if (items === undefined || isOpen(items)) return [];
  const isArray = kinds?.length === 1 && kinds[0] === 'array';
  const args = [printRule(items, scope), ...(isArray ? [] : [kindsConstant(kinds, scope)])];
  return [call(runtime(scope.module, 'compact/compact', 'items'), args)];
}

function printCombined(schema: SchemaObject, scope: RuleScope): readonly string[] {
  const { allOf } = schema;
  const every = allOf?.map((part) => printRule(part, scope));
  return [
    ...(every === undefined ? [] : [call(combine('allOf', scope), every)]),
    ...printUnion('anyOf', schema.anyOf, scope),
    ...printUnion('oneOf', schema.oneOf, scope),
    ...(schema.$ref === undefined ? [] : [referencedName(schema.$ref)]),
  ];
}

function printUnion(
  keyword: 'anyOf' | 'oneOf',
  branches: readonly Schema[] | undefined,
  scope: RuleScope,
): readonly string[] {
  if (branches === undefined) return [];
  const { definitions } = scope.module.package;
  const tag = findTag(branches, definitions);
  const rules = branches.map((branch) => printRule(branch, scope));
  if (tag !== undefined) {
    const pairs = rules.map((rule, index) => `[${printLiteral(tag.values[index] ?? [])}, ${rule}]`);
    return [call(combine('tagged', scope), [printString(keyword), printString(tag.member), ...pairs])];
  }
  const [first = true, second] = branches;
  if (keyword === 'anyOf' && branches.length === 2 && isNull(second) && saysOneThing(first, scope))
    return [call(runtime(scope.module, 'compact/compact', 'orNull'), rules.slice(0, 1))];
  return [call(combine(keyword === 'anyOf' ? 'anyOf' : 'exactlyOne', scope), rules)];
}

function isNull(schema: Schema | undefined): boolean {
  return typeof schema === 'object' && schema.type === 'null' && isOpenBut(schema, 'type');
}

/** True where a value of another kind than asked for is one issue, so that `null` is never closer, and is such a value. */
function saysOneThing(schema: Schema, scope: RuleScope): boolean {
  if (typeof schema === 'boolean') return false;
  if (schema.$ref !== undefined)
    return (
      isOpenBut(schema, '$ref') &&
      saysOneThing(scope.module.package.definitions.get(referencedName(schema.$ref)) ?? true, scope)
    );
  const kinds = typesOf(schema);
  return (
    kinds?.includes('null') === false &&
    isOpenBut(schema, 'type', 'properties', 'required', 'additionalProperties', 'items')
  );
}

/** The name of a constant for some kinds: `stringOrNull`; undefined: all. */
function kindsConstant(kinds: readonly Kind[] | undefined, scope: RuleScope): string {
  const [first = 'any', ...others] = (kinds === undefined ? [] : orderKinds(kinds)).map((kind) =>
    kind === 'null' ? 'nil' : kind,
  );
  const name = [first, ...others.map((kind) => (kind === 'nil' ? 'Null' : pascalCase(kind)))].join('Or');
  const sum = [first, ...others].reduce((bits, kind) => bits | numbers[kind as 'any'], 0);
  scope.kinds.set(name, sum);
  return name;
}

function combine(name: string, { module }: RuleScope): string {
  return runtime(module, 'compact/combine', name);
}
