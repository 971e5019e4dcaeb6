/** Prints rules: a schema becomes an expression over `runtime/core/validation/compact/`. */
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
  /** Names of schemas that are printed where they are referred to; the others are constants. */
  readonly inPlace: ReadonlySet<string>;
}

/** The rule of a schema, as an expression. */
export function printRule(schema: Schema, scope: RuleScope): string {
  if (schema === false) return combine('never', scope);
  if (schema === true || isOpen(schema)) return printKinds(undefined, scope);
  const parts = [...printValue(schema, scope), ...printCombined(schema, scope)];
  const [only = ''] = parts;
  return parts.length === 1 ? only : call(compact('all', scope), parts);
}

/** The rule of a schema with a name. */
export function printNamed(name: string, scope: RuleScope): string {
  const rule = printRule(scope.module.package.definitions.get(name) ?? true, scope);
  return call(compact('named', scope), [printString(name), rule]);
}

/** The rule of a schema at a place in another; one that has a name, or finds nothing wrong, need not know the place. */
function printRuleAt(pointer: string, schema: Schema, scope: RuleScope): string {
  const rule = printRule(schema, scope);
  const isNamed = typeof schema === 'object' && schema.$ref !== undefined && isOpenBut(schema, '$ref');
  return isNamed || isOpen(schema) ? rule : call(compact('at', scope), [printString(pointer), rule]);
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
  const plain = kinds === undefined || saysKinds || literalsSayKind(schema) ? [] : [printKinds(kinds, scope)];
  const lists = [schema.enum, schema.const === undefined ? undefined : [schema.const]];
  const literals = lists.flatMap((list) =>
    list === undefined
      ? []
      : [call(compact(list.length === 1 ? 'constant' : 'literals', scope), list.map(printLiteral))],
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
  const others = isObject && !isClosed ? [] : [printKinds(kinds, scope)];
  const args = [print(may), ...(must.length + others.length > 0 ? [print(must)] : []), ...others];
  if (isClosed) return [call(combine('closed', scope), [...args, printRule(rest, scope)])];
  return [call(compact('members', scope), args)];
}

function printItems({ items }: SchemaObject, kinds: readonly Kind[] | undefined, scope: RuleScope): readonly string[] {
  if (items === undefined || isOpen(items)) return [];
  const isArray = kinds?.length === 1 && kinds[0] === 'array';
  const args = [printRule(items, scope), ...(isArray ? [] : [printKinds(kinds, scope)])];
  return [call(compact('items', scope), args)];
}

function printCombined(schema: SchemaObject, scope: RuleScope): readonly string[] {
  const { allOf } = schema;
  return [
    ...(allOf ?? []).map((part, index) => printRuleAt(`/allOf/${index}`, part, scope)),
    ...printUnion('anyOf', schema.anyOf, scope),
    ...printUnion('oneOf', schema.oneOf, scope),
    ...(schema.$ref === undefined ? [] : [printReference(referencedName(schema.$ref), scope)]),
  ];
}

function printReference(name: string, scope: RuleScope): string {
  return scope.inPlace.has(name) ? printNamed(name, scope) : name;
}

function printUnion(
  keyword: 'anyOf' | 'oneOf',
  branches: readonly Schema[] | undefined,
  scope: RuleScope,
): readonly string[] {
  if (branches === undefined) return [];
  const { definitions } = scope.module.package;
  const tag = findTag(branches, definitions);
  const [first = true, second] = branches;
  const print = (branch: Schema, index: number): string => printRuleAt(`/${keyword}/${index}`, branch, scope);
  if (tag !== undefined) {
    const pairs = branches.map(
      (branch, index) => `[${printLiteral(tag.values[index] ?? [])}, ${print(branch, index)}]`,
    );
    return [call(combine('tagged', scope), [printString(keyword), printString(tag.member), ...pairs])];
  }
  if (keyword === 'anyOf' && branches.length === 2 && isNull(second) && saysOneThing(first, scope))
    return [call(compact('orNull', scope), [print(first, 0)])];
  return [call(combine(keyword === 'anyOf' ? 'anyOf' : 'exactlyOne', scope), branches.map(print))];
}

/** `type: null` and nothing else. */
export function isNull(schema: Schema | undefined): boolean {
  return typeof schema === 'object' && schema.type === 'null' && isOpenBut(schema, 'type');
}

/** True where a value of another kind than asked for is one issue, so that `null` is never closer, and is such a value. */
export function saysOneThing(schema: Schema, scope: Pick<RuleScope, 'module'>): boolean {
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

/** Some kinds: `stringOrNull`; undefined: all. */
function printKinds(kinds: readonly Kind[] | undefined, scope: RuleScope): string {
  const names = kinds === undefined ? ['any'] : orderKinds(kinds).map((kind) => (kind === 'null' ? 'nil' : kind));
  const use = (name: string): string => runtime(scope.module, 'compact/kinds', name);
  const [first = 'any', second, ...others] = names;
  if (second === undefined) return use(first);
  if (second === 'nil' && others.length === 0) return use(`${first}OrNull`);
  return call(combine('either', scope), names.map(use));
}

function compact(name: string, { module }: RuleScope): string {
  return runtime(module, 'compact/compact', name);
}

function combine(name: string, { module }: RuleScope): string {
  return runtime(module, 'compact/combine', name);
}
