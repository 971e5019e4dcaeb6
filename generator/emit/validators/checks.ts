/** Prints checks: a schema becomes an expression over the runtime's check functions, which tells why a value fails. */
import type { Kind, Schema, SchemaObject } from '../../schema.js';
import { isOpen, isOpenBut, referencedName, typesOf } from './analysis.js';
import { hasMembers, hasPrefix, printArray, printItems, printMembers, printObject } from './checks-parts.js';
import { formatPredicates } from './format-predicates.js';
import { patternConstant, printLiteral, printString } from './guard-scalar.js';
import {
  createFunctionScope,
  type FunctionScope,
  fromModuleOf,
  type ModuleScope,
  predicateName,
  runtime,
  toPascal,
} from './scope.js';
import { isListOfLiterals, type SharedPart } from './sharing.js';
import { findTag } from './tags.js';

/** The expression of the check for a schema. */
export function printCheck(schema: Schema, scope: FunctionScope): string {
  const { module } = scope;
  if (schema === false) return runtime(module, 'check-scalar', 'never');
  if (isOpen(schema) || schema === true) return runtime(module, 'check-scalar', 'any');
  // Most schemas are a type and nothing else.
  if (schema.type !== undefined && isOpenBut(schema, 'type'))
    return printType(orderKinds(typesOf(schema) ?? []), module);
  const shared = module.shared.get(schema);
  if (shared !== undefined && shared.schema !== scope.part) return printPart(shared, scope);
  const predicate = formatPredicates.get(schema.format ?? '');
  if (predicate !== undefined && schema.type === 'string' && isOpenBut(schema, 'type', 'format'))
    return runtime(module, 'check-format', textCheck(predicate));
  const parts = [...printKinds(schema, scope), ...printCombined(schema, scope)];
  const [only = ''] = parts;
  return parts.length === 1 ? only : callOf(module, 'check-union', 'all', parts);
}

/** `uriText` for `isUri`. */
function textCheck(predicate: string): string {
  return `${predicate.charAt(2).toLowerCase()}${predicate.slice(3)}Text`;
}

/** The constant that checks a shared part: its guard comes first, as for a schema with a name. */
function printPart({ schema, stem }: SharedPart, scope: FunctionScope): string {
  const { module } = scope;
  const known = module.partNames.get(schema);
  if (known !== undefined) return known;
  const name = predicateName(module, `check${toPascal(stem)}`);
  module.partNames.set(schema, name);
  const guard = module.predicateNames.get(schema);
  const check = printCheck(schema, { ...scope, part: schema });
  const args = [`() => ${check}`, ...(guard === undefined ? [] : [`(value) => ${guard}(value)`])];
  const type = runtime(module, 'issues', 'type Check');
  const built = isListOfLiterals(schema) ? check : callOf(module, 'part', 'part', args);
  module.parts.push(`const ${name}: ${type} = /*@__PURE__*/ ${built};`);
  return name;
}

/** Kinds in one order for all that name them, `null` last; an integer is a number. */
export function orderKinds(kinds: readonly Kind[]): readonly Kind[] {
  return ORDER.filter((kind) => kinds.includes(kind) && !(kind === 'integer' && kinds.includes('number')));
}

/** A function scope for checks, where no depth is at hand. */
export function createCheckScope(module: ModuleScope, owner: string): FunctionScope {
  return createFunctionScope(module, owner, false);
}

const ORDER: readonly Kind[] = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'];

/** The type and the keywords that go with it, joined where one function says both. */
function printKinds(schema: SchemaObject, scope: FunctionScope): readonly string[] {
  const { module } = scope;
  const types = schema.type === undefined ? undefined : orderKinds(typesOf(schema) ?? []);
  const [only] = types ?? [];
  const single = types?.length === 1 ? only : undefined;
  const hasLiterals = schema.const !== undefined || schema.enum !== undefined;
  const members = hasMembers(schema)
    ? [printMembers(schema, single === 'object' ? 'object' : 'properties', scope)]
    : [];
  const items =
    schema.items !== undefined && !isOpen(schema.items)
      ? [printItems(schema, single === 'array' ? 'array' : 'items', scope)]
      : [];
  const saysType =
    (single === 'object' && members.length > 0) || (single === 'array' && items.length > 0 && !hasPrefix(schema));
  const type =
    types === undefined || saysType || (hasLiterals && literalsFit(schema)) ? [] : [printType(types, module)];
  return [
    ...type,
    ...printLiterals(schema, module),
    ...printText(schema, scope),
    ...printNumber(schema, module),
    ...members,
    ...printObject(schema, scope),
    ...items,
    ...printArray(schema, scope),
  ];
}

function printType(types: readonly string[], module: ModuleScope): string {
  const [only = '', second] = types;
  if (['string', 'number', 'integer', 'boolean'].includes(only)) {
    if (types.length === 1) return runtime(module, 'check-scalar', only);
    if (types.length === 2 && second === 'null') return runtime(module, 'check-scalar', `${only}OrNull`);
  }
  if (types.length === 1 && only === 'null') return runtime(module, 'check-scalar', 'nil');
  return callOf(module, 'check-scalar', 'type', types.map(printString));
}

/** Literals name the kind as well, unless the type takes some of them back. */
function literalsFit(schema: SchemaObject): boolean {
  const types = typesOf(schema) ?? [];
  return (schema.enum ?? [schema.const ?? null]).every((value) =>
    types.some((type) => type === (value === null ? 'null' : typeof value)),
  );
}

function printLiterals(schema: SchemaObject, module: ModuleScope): readonly string[] {
  const lists = [schema.enum, schema.const === undefined ? undefined : [schema.const]].filter(
    (list) => list !== undefined,
  );
  return lists.map((list) =>
    callOf(
      module,
      'check-scalar',
      list.some((value) => typeof value === 'object' && value !== null) ? 'oneOfEqual' : 'oneOf',
      list.map(printLiteral),
    ),
  );
}

function printText(schema: SchemaObject, scope: FunctionScope): readonly string[] {
  const { module } = scope;
  const { pattern, format } = schema;
  const predicate = format === undefined ? undefined : formatPredicates.get(format);
  return [
    ...printNumbers(schema, ['minLength', 'maxLength'], module),
    ...(pattern === undefined ? [] : [callOf(module, 'check-scalar', 'pattern', [patternConstant(pattern, scope)])]),
    ...(predicate === undefined || format === undefined
      ? []
      : [callOf(module, 'check-scalar', 'format', [printString(format), runtime(module, 'formats', predicate)])]),
  ];
}

function printNumber(schema: SchemaObject, module: ModuleScope): readonly string[] {
  return printNumbers(schema, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'], module);
}

type NumericKeyword = (keyof SchemaObject & `m${string}`) | 'exclusiveMinimum' | 'exclusiveMaximum';

/** One check for each of these keywords that the schema has. */
export function printNumbers(
  schema: SchemaObject,
  keywords: readonly NumericKeyword[],
  module: ModuleScope,
  file = 'check-scalar',
): readonly string[] {
  return keywords
    .filter((keyword) => schema[keyword] !== undefined)
    .map((keyword) => callOf(module, file, keyword, [String(schema[keyword])]));
}

function printCombined(schema: SchemaObject, scope: FunctionScope): readonly string[] {
  const { module } = scope;
  const list = (parts: readonly Schema[]): readonly string[] => parts.map((part) => printCheck(part, scope));
  const { allOf, not, if: condition, then: consequence = true, else: alternative = true } = schema;
  return [
    ...(allOf === undefined ? [] : [callOf(module, 'check-union', 'allOf', list(allOf))]),
    ...printUnion('anyOf', schema.anyOf, scope),
    ...printUnion('oneOf', schema.oneOf, scope),
    ...(not === undefined ? [] : [callOf(module, 'check-union', 'not', list([not]))]),
    ...(condition === undefined || (isOpen(consequence) && isOpen(alternative))
      ? []
      : [callOf(module, 'check-union', 'conditional', list([condition, consequence, alternative]))]),
    ...(schema.$ref === undefined ? [] : [printReference(schema.$ref, scope)]),
  ];
}

function printUnion(
  keyword: 'anyOf' | 'oneOf',
  branches: readonly Schema[] | undefined,
  scope: FunctionScope,
): readonly string[] {
  if (branches === undefined) return [];
  const { module } = scope;
  const { definitions } = module.package;
  const tag = findTag(branches, definitions);
  const checks = branches.map((branch) => printCheck(branch, scope));
  if (tag !== undefined) {
    const pairs = checks.map((check, index) => `[${printLiteral(tag.values[index] ?? [])}, ${check}]`);
    return [callOf(module, 'check-union', 'tagged', [printString(keyword), printString(tag.member), ...pairs])];
  }
  return [callOf(module, 'check-union', keyword === 'anyOf' ? 'anyOf' : 'exactlyOne', checks)];
}

function printReference(ref: string, scope: FunctionScope): string {
  const name = referencedName(ref);
  return fromModuleOf(scope.module, name, 'validators', `check${name}`);
}

/** A call of a function of the runtime. */
export function callOf(module: ModuleScope, file: string, name: string, args: readonly string[]): string {
  return `${runtime(module, file, name)}(${args.join(', ')})`;
}
