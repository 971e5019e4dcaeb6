/** Prints tables: a schema becomes data that `runtime/core/validation/table/` reads. */
import type { Schema, SchemaObject } from '../../../schema.js';
import { isOpen, referencedName, typesOf } from '../../validators/analysis.js';
import { createCheckScope, printCheck } from '../../validators/checks.js';
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
  readonly checks: FunctionScope;
  readonly kinds: KindConstants;
}

/** A scope for tables. */
export function createTableScope(module: ModuleScope, told: ReadonlySet<string>): TableScope {
  return { module, told, checks: createCheckScope(module, 'Table'), kinds: new Map() };
}

/** True where a table can say what the schema says; what it refers to is not looked at. */
export function isTellable(schema: Schema): boolean {
  if (typeof schema === 'boolean') return true;
  const { properties, items, additionalProperties, allOf, anyOf, oneOf } = schema;
  if (UNTOLD.some((keyword) => schema[keyword] !== undefined)) return false;
  const single = [items, additionalProperties].filter((part) => part !== undefined);
  return [...Object.values(properties ?? {}), ...single, ...(allOf ?? []), ...(anyOf ?? []), ...(oneOf ?? [])].every(
    isTellable,
  );
}

/** The table of a schema, as an expression. */
export function printTable(schema: Schema, scope: TableScope): string {
  if (schema === false) return runtime(scope.module, 'check-scalar', 'never');
  if (schema === true || isOpen(schema)) return runtime(scope.module, 'check-scalar', 'any');
  const shared = scope.module.shared.get(schema);
  if (shared !== undefined) return printPart(shared, scope);
  return printWhole(schema, scope);
}

function printWhole(schema: SchemaObject, scope: TableScope): string {
  return join('all', [...printValue(schema, scope), ...printCombined(schema, scope)], scope);
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
export function printReference(name: string, { module, told }: TableScope): string {
  if (!told.has(name)) return fromModuleOf(module, name, 'validators', `check${name}`);
  if (!module.package.recursive.has(name)) return name;
  return `/*@__PURE__*/ ${runtime(module, 'table/table', 'recursive')}(() => ${name})`;
}

/** Keywords over which tables have no say: a schema with one of them is checked by its generated function. */
const UNTOLD = [
  ...(['patternProperties', 'propertyNames', 'dependentSchemas', 'unevaluatedProperties', 'unevaluatedItems'] as const),
  ...(['prefixItems', 'contains', 'not', 'if'] as const),
];

const TEXT_AND_NUMBER = [
  ...(['enum', 'const', 'minLength', 'maxLength', 'pattern', 'format'] as const),
  ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const),
];

/** In the order in which generated functions look. */
function printValue(schema: SchemaObject, scope: TableScope): readonly string[] {
  const types = typesOf(schema);
  const only = types?.length === 1 ? types[0] : undefined;
  const members = printMembers(schema, only === 'object', scope);
  const items = printItems(schema, only === 'array', scope);
  const isSaid = (only === 'object' && members.length > 0) || (only === 'array' && items.length > 0);
  const kinds = types === undefined || isSaid || literalsSayType(schema) ? [] : [kindsConstant(types, scope.kinds)];
  return [
    ...kinds,
    ...printLeaves(schema, TEXT_AND_NUMBER, scope),
    ...members,
    ...printLeaves(schema, ['minProperties', 'maxProperties', 'dependentRequired'], scope),
    ...items,
    ...printLeaves(schema, ['minItems', 'maxItems', 'uniqueItems'], scope),
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
    if (keyword === 'format' && !formatPredicates.has(schema.format ?? '')) return [];
    if (schema[keyword] === false && keyword === 'uniqueItems') return [];
    if (keyword !== 'dependentRequired') return [pure(printCheck({ [keyword]: schema[keyword] }, scope.checks))];
    const rules = Object.entries(schema.dependentRequired ?? {});
    return rules.map(([trigger, names]) => pure(printCheck({ dependentRequired: { [trigger]: names } }, scope.checks)));
  });
}

/** So that bundlers may drop the table around it. */
function pure(expression: string): string {
  return expression.endsWith(')') ? `/*@__PURE__*/ ${expression}` : expression;
}

/** A type that every literal has need not be said. */
function literalsSayType(schema: SchemaObject): boolean {
  if (schema.const === undefined && schema.enum === undefined) return false;
  const types: readonly string[] = typesOf(schema) ?? [];
  const values = schema.enum ?? [schema.const ?? null];
  return values.every((value) => types.includes(value === null ? 'null' : typeof value));
}

function printMembers(schema: SchemaObject, isTyped: boolean, scope: TableScope): readonly string[] {
  const { properties = {}, required = [], additionalProperties: rest = true } = schema;
  const isClosed = !isOpen(rest);
  const mustBe = [...new Set(required)];
  const may = Object.keys(properties).filter(
    (name) => !mustBe.includes(name) && (isClosed || !isOpen(properties[name] ?? true)),
  );
  if (mustBe.length + may.length === 0 && !isClosed) return [];
  const print = (names: readonly string[]): string =>
    `{ ${names.map((name) => entry(name, properties, scope)).join(', ')} }`;
  if (isTyped && mustBe.length === 0 && !isClosed) return [print(may)];
  const isKnown = mustBe.every((name) => Object.hasOwn(properties, name));
  const parts = [
    print(mustBe),
    ...(may.length > 0 || isClosed ? [print(may)] : []),
    ...(isClosed && isKnown ? [printTable(rest, scope)] : []),
  ];
  const named = `[${[operator(isTyped ? 'record' : 'members', scope), ...parts].join(', ')}]`;
  return isClosed && !isKnown ? [named, printRest(Object.keys(properties), rest, scope)] : [named];
}

/** What holds for all members but these: apart from them where one that has to be there is not among them. */
function printRest(names: readonly string[], rest: Schema, scope: TableScope): string {
  const known = names.map((name) => `${printKey(name)}: ${printTable(true, scope)}`);
  return `[${operator('members', scope)}, {}, { ${known.join(', ')} }, ${printTable(rest, scope)}]`;
}

function entry(name: string, properties: Readonly<Record<string, Schema>>, scope: TableScope): string {
  const schema = Object.hasOwn(properties, name) ? (properties[name] ?? true) : true;
  return `${printKey(name)}: ${printTable(schema, scope)}`;
}

function printItems({ items }: SchemaObject, isTyped: boolean, scope: TableScope): readonly string[] {
  if (items === undefined || isOpen(items)) return [];
  return [`[${operator(isTyped ? 'list' : 'items', scope)}, ${printTable(items, scope)}]`];
}

function printCombined(schema: SchemaObject, scope: TableScope): readonly string[] {
  const all = (schema.allOf ?? []).map((part) => printTable(part, scope));
  return [
    ...(all.length === 0 ? [] : [join('all', all, scope)]),
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
  const name = keyword === 'anyOf' ? 'anyOf' : 'exactlyOne';
  if (tag === undefined) return [`[${[runtime(module, 'table/unions', name), ...tables].join(', ')}]`];
  const pairs = tables.map((table, index) => `[${printLiteral(tag.values[index] ?? [])}, ${table}]`);
  const args = [printString(keyword), printString(tag.member), ...pairs];
  return [`/*@__PURE__*/ ${runtime(module, 'table/unions', 'tagged')}(${args.join(', ')})`];
}

/** The one part itself, or all of several. */
function join(name: string, parts: readonly string[], scope: TableScope): string {
  const [only = ''] = parts;
  return parts.length === 1 ? only : `[${[operator(name, scope), ...parts].join(', ')}]`;
}

function operator(name: string, { module }: TableScope): string {
  return runtime(module, 'table/table', name);
}
