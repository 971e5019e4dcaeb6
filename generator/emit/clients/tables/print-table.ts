/** Prints tables: a schema becomes data that `runtime/core/validation/table/` reads. */
import type { Kind, Schema, SchemaObject } from '../../../schema.js';
import { isOpen, referencedName, references, typesOf } from '../../validators/analysis.js';
import { createCheckScope, printCheck } from '../../validators/checks.js';
import { isNull, saysOneThing } from '../../validators/compact/print-rule.js';
import { formatPredicates } from '../../validators/format-predicates.js';
import { printKey, printLiteral, printString } from '../../validators/guard-scalar.js';
import {
  type FunctionScope,
  fromModuleOf,
  type ModuleScope,
  predicateName,
  runtime,
  toPascal,
} from '../../validators/scope.js';
import type { SharedPart } from '../../validators/sharing.js';
import { findTag } from '../../validators/tags.js';
import { kindsConstant, type KindConstants } from './kinds.js';

/** A module of tables under construction. */
export interface TableScope {
  readonly module: ModuleScope;
  /** Names of the schemas that have a table; of the others, the generated check is used. */
  readonly told: ReadonlySet<string>;
  /** Names of the schemas that are printed where they are referred to. */
  readonly inPlace: ReadonlySet<string>;
  readonly checks: FunctionScope;
  readonly kinds: KindConstants;
}

/** A scope for tables. */
export function createTableScope(
  module: ModuleScope,
  told: ReadonlySet<string>,
  inPlace: ReadonlySet<string>,
): TableScope {
  return { module, told, inPlace, checks: createCheckScope(module, 'Table'), kinds: new Map() };
}

/** True where a table can say what the schema says; what it refers to is not looked at. */
export function isTellable(schema: Schema): boolean {
  if (typeof schema === 'boolean' || !isAsked(schema)) return true;
  const { properties, items, additionalProperties, allOf, anyOf, oneOf } = schema;
  if (UNTOLD.some((keyword) => schema[keyword] !== undefined)) return false;
  const single = [items, additionalProperties].filter((part) => part !== undefined);
  return [...Object.values(properties ?? {}), ...single, ...(allOf ?? []), ...(anyOf ?? []), ...(oneOf ?? [])].every(
    isTellable,
  );
}

/** True where a keyword decides; most schemas have a type and a description. */
function isAsked(schema: SchemaObject): boolean {
  for (const keyword in schema) if (ASKED.has(keyword)) return true;
  return false;
}

/** The table of a schema, as an expression. */
export function printTable(schema: Schema, scope: TableScope): string {
  if (schema === false) return printBy(runtime(scope.module, 'check-scalar', 'never'), scope);
  if (schema === true || isOpen(schema)) return nameKinds(undefined, scope);
  const shared = scope.module.shared.get(schema);
  if (shared !== undefined) return printPart(shared, scope);
  return printWhole(schema, scope);
}

function printWhole(schema: SchemaObject, scope: TableScope): string {
  return joinAll([...printValue(schema, scope), ...printCombined(schema, scope)], scope);
}

/** The constant of a shared part. */
function printPart({ schema, stem }: SharedPart, scope: TableScope): string {
  const { module } = scope;
  const known = module.partNames.get(schema);
  if (known !== undefined) return known;
  const name = predicateName(module, `table${toPascal(stem)}`);
  module.partNames.set(schema, name);
  const type = runtime(module, 'table/table', 'type Table');
  module.parts.push(`const ${name}: ${type} = ${printWhole(schema, scope)};`);
  return name;
}

/** The name of a schema's table, or what stands for it. */
function printReference(name: string, scope: TableScope): string {
  const { module, told, inPlace } = scope;
  if (!told.has(name)) return printBy(fromModuleOf(module, name, 'validators', `check${name}`), scope);
  if (module.package.recursive.has(name))
    return call(runtime(module, 'table/recursive', 'recursive'), [`() => ${name}`]);
  return inPlace.has(name) ? printTable(module.package.definitions.get(name) ?? true, scope) : name;
}

/** Keywords over which tables have no say: a schema with one of them is checked by its generated function. */
const UNTOLD = [
  ...(['patternProperties', 'propertyNames', 'dependentSchemas', 'unevaluatedProperties', 'unevaluatedItems'] as const),
  ...(['prefixItems', 'contains', 'not', 'if'] as const),
];

const ASKED: ReadonlySet<string> = new Set([
  ...[...UNTOLD, 'properties', 'items', 'additionalProperties', 'allOf', 'anyOf', 'oneOf'],
]);

const TEXT_AND_NUMBER = [
  ...(['enum', 'const', 'minLength', 'maxLength', 'pattern', 'format'] as const),
  ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const),
];

/** In the order in which generated functions look. Members and items say the kinds as well, where nothing is between. */
function printValue(schema: SchemaObject, scope: TableScope): readonly string[] {
  const kinds = literalsSayType(schema) ? undefined : typesOf(schema);
  const single = printLeaves(schema, TEXT_AND_NUMBER, scope);
  const counts = printLeaves(schema, ['minProperties', 'maxProperties', 'dependentRequired'], scope);
  const lengths = printLeaves(schema, ['minItems', 'maxItems', 'uniqueItems'], scope);
  const withMembers = single.length === 0 ? printMembers(schema, kinds, scope) : [];
  if (withMembers.length > 0) return [...withMembers, ...counts, ...printItems(schema, undefined, scope), ...lengths];
  const withItems = single.length + counts.length === 0 ? printItems(schema, kinds, scope) : [];
  if (withItems.length > 0) return [...withItems, ...lengths];
  return [
    ...(kinds === undefined ? [] : [nameKinds(kinds, scope)]),
    ...single,
    ...printMembers(schema, undefined, scope),
    ...counts,
    ...printItems(schema, undefined, scope),
    ...lengths,
  ];
}

/** Keywords without schemas in them: the checks of `runtime/core/validation/`, as they are. */
function printLeaves(
  schema: SchemaObject,
  keywords: readonly (keyof SchemaObject)[],
  scope: TableScope,
): readonly string[] {
  const found = keywords.filter((keyword) => schema[keyword] !== undefined);
  return found.flatMap((keyword): readonly string[] => {
    if (keyword === 'format') return printFormat(schema.format ?? '', scope);
    const values = keyword === 'enum' ? schema.enum : keyword === 'const' ? [schema.const ?? null] : undefined;
    if (values?.every((value) => typeof value !== 'object' || value === null) === true)
      return [call(runtime(scope.module, 'table/keywords', 'literals'), values.map(printLiteral))];
    if (schema[keyword] === false && keyword === 'uniqueItems') return [];
    const print = (part: SchemaObject): string => printBy(pure(printCheck(part, scope.checks)), scope);
    if (keyword !== 'dependentRequired') return [print({ [keyword]: schema[keyword] })];
    const rules = Object.entries(schema.dependentRequired ?? {});
    return rules.map(([trigger, names]) => print({ dependentRequired: { [trigger]: names } }));
  });
}

function printFormat(format: string, { module }: TableScope): readonly string[] {
  const predicate = formatPredicates.get(format);
  if (predicate === undefined) return [];
  const args = [printString('format'), printString(`the format ${format}`), runtime(module, 'formats', predicate)];
  return [call(runtime(module, 'table/keywords', 'text'), args)];
}

/** So that bundlers may drop the table around it. */
function pure(expression: string): string {
  return expression.endsWith(')') ? `/*@__PURE__*/ ${expression}` : expression;
}

function call(name: string, args: readonly string[]): string {
  return pure(`${name}(${args.join(', ')})`);
}

/** What a check of `runtime/core/validation/` says. */
function printBy(check: string, { module }: TableScope): string {
  return call(runtime(module, 'table/keywords', 'by'), [check]);
}

/** A type that every literal has need not be said. */
function literalsSayType(schema: SchemaObject): boolean {
  if (schema.const === undefined && schema.enum === undefined) return false;
  const types: readonly string[] = typesOf(schema) ?? [];
  const values = schema.enum ?? [schema.const ?? null];
  return values.every((value) => types.includes(value === null ? 'null' : typeof value));
}

function printMembers(schema: SchemaObject, kinds: readonly Kind[] | undefined, scope: TableScope): readonly string[] {
  const { properties = {}, required = [], additionalProperties: rest = true } = schema;
  const { module } = scope;
  const isClosed = !isOpen(rest);
  const mustBe = [...new Set(required)];
  const may = Object.keys(properties).filter(
    (name) => !mustBe.includes(name) && (isClosed || !isOpen(properties[name] ?? true)),
  );
  if (mustBe.length + may.length === 0 && !isClosed) return [];
  const print = (names: readonly string[]): string =>
    `{ ${names.map((name) => entry(name, properties, scope)).join(', ')} }`;
  const isObject = isOnly('object', kinds);
  if (isObject && mustBe.length === 0 && !isClosed) return [print(may)];
  const args = [print(may), print(mustBe), ...(isObject && !isClosed ? [] : [nameKinds(kinds, scope)])];
  if (!isClosed) return [call(runtime(module, 'table/table', 'members'), args)];
  const closed = runtime(module, 'table/others', 'closed');
  if (mustBe.every((name) => Object.hasOwn(properties, name)))
    return [call(closed, [...args, printTable(rest, scope)])];
  // One that has to be there and is not declared is one of the others.
  const known = Object.keys(properties).map((name) => `${printKey(name)}: ${nameKinds(undefined, scope)}`);
  return [
    call(runtime(module, 'table/table', 'members'), args),
    call(closed, [`{ ${known.join(', ')} }`, '{}', nameKinds(undefined, scope), printTable(rest, scope)]),
  ];
}

function nameKinds(kinds: readonly Kind[] | undefined, { module, kinds: own }: TableScope): string {
  return kindsConstant(kinds, module, own);
}

function entry(name: string, properties: Readonly<Record<string, Schema>>, scope: TableScope): string {
  const schema = Object.hasOwn(properties, name) ? (properties[name] ?? true) : true;
  return `${printKey(name)}: ${printTable(schema, scope)}`;
}

function printItems({ items }: SchemaObject, kinds: readonly Kind[] | undefined, scope: TableScope): readonly string[] {
  if (items === undefined || isOpen(items)) return [];
  const others = isOnly('array', kinds) ? [] : [nameKinds(kinds, scope)];
  return [call(runtime(scope.module, 'table/table', 'list'), [printTable(items, scope), ...others])];
}

function isOnly(kind: Kind, kinds: readonly Kind[] | undefined): boolean {
  return kinds?.length === 1 && kinds[0] === kind;
}

function printCombined(schema: SchemaObject, scope: TableScope): readonly string[] {
  return [
    ...(schema.allOf ?? []).map((part) => printTable(part, scope)),
    ...printUnion('anyOf', schema.anyOf, scope),
    ...printUnion('oneOf', schema.oneOf, scope),
    ...(schema.$ref === undefined ? [] : [printReference(referencedName(schema.$ref), scope)]),
  ];
}

function printUnion(
  keyword: 'anyOf' | 'oneOf',
  branches: readonly Schema[] | undefined,
  scope: TableScope,
): readonly string[] {
  if (branches === undefined) return [];
  const { module } = scope;
  const tag = findTag(branches, module.package.definitions);
  const tables = branches.map((branch) => printTable(branch, scope));
  const [first = true, second] = branches;
  if (keyword === 'anyOf' && branches.length === 2 && isNull(second) && isPlain(first, scope))
    return [call(runtime(module, 'table/table', 'orNull'), [tables[0] ?? ''])];
  if (tag === undefined)
    return [call(runtime(module, 'table/unions', keyword === 'anyOf' ? 'anyOf' : 'exactlyOne'), tables)];
  const pairs = tables.map((table, index) => `[${printLiteral(tag.values[index] ?? [])}, ${table}]`);
  const args = [printString(keyword), printString(tag.member), ...pairs];
  return [call(runtime(module, 'table/unions', 'tagged'), args)];
}

/** True where null is never closer than the schema is. */
function isPlain(schema: Schema, { module }: TableScope): boolean {
  const isRecursive = references(schema).some((name) => module.package.recursive.has(name));
  return !isRecursive && saysOneThing(schema, { module });
}

/** The one part itself, or all of several. */
function joinAll(parts: readonly string[], scope: TableScope): string {
  const [only = ''] = parts;
  return parts.length === 1 ? only : call(runtime(scope.module, 'table/table', 'all'), parts);
}
