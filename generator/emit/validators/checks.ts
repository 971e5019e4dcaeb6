/** Prints checks: a schema becomes an expression over the runtime's check functions, which tells why a value fails. */
import type { Schema, SchemaObject } from '../../schema.js';
import { isOpen, referencedName, typesOf } from './analysis.js';
import { coverItems, coverMembers } from './evaluated.js';
import { formatPredicates } from './format-predicates.js';
import { itemGuard } from './guard-array.js';
import { patternConstant, printKey, printLiteral, printString } from './guard-scalar.js';
import { createFunctionScope, type FunctionScope, fromModuleOf, type ModuleScope, runtime } from './scope.js';
import { findTag } from './tags.js';
import { printTest } from './tests.js';

/** The expression of the check for a schema. */
export function printCheck(schema: Schema, scope: FunctionScope): string {
  const { module } = scope;
  if (schema === false) return runtime(module, 'check-scalar', 'never');
  if (isOpen(schema) || schema === true) return runtime(module, 'check-scalar', 'any');
  const parts = [...printKinds(schema, scope), ...printCombined(schema, scope)];
  const [only = ''] = parts;
  return parts.length === 1 ? only : callOf(module, 'check-union', 'all', parts);
}

/** A function scope for checks, where no depth is at hand. */
export function createCheckScope(module: ModuleScope, owner: string): FunctionScope {
  return createFunctionScope(module, owner, false);
}

/** The type and the keywords that go with it, joined where one function says both. */
function printKinds(schema: SchemaObject, scope: FunctionScope): readonly string[] {
  const { module } = scope;
  const types = typesOf(schema);
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

function printNumbers(
  schema: SchemaObject,
  keywords: readonly NumericKeyword[],
  module: ModuleScope,
  file = 'check-scalar',
): readonly string[] {
  return keywords
    .filter((keyword) => schema[keyword] !== undefined)
    .map((keyword) => callOf(module, file, keyword, [String(schema[keyword])]));
}

function hasMembers(schema: SchemaObject): boolean {
  return schema.required !== undefined || Object.values(schema.properties ?? {}).some((part) => !isOpen(part));
}

function printMembers(schema: SchemaObject, name: 'object' | 'properties', scope: FunctionScope): string {
  const required = new Set(schema.required ?? []);
  const properties = schema.properties ?? {};
  const entry = (member: string, part: Schema): string => `${printKey(member)}: ${printCheck(part, scope)}`;
  const must = [...required].map((member) =>
    entry(member, Object.hasOwn(properties, member) ? (properties[member] ?? true) : true),
  );
  const may = Object.entries(properties).filter(([member, part]) => !required.has(member) && !isOpen(part));
  const groups = [must, may.map(([member, part]) => entry(member, part))].map((entries) => `{ ${entries.join(', ')} }`);
  return callOf(scope.module, 'check-object', name, may.length === 0 ? groups.slice(0, 1) : groups);
}

function printObject(schema: SchemaObject, scope: FunctionScope): readonly string[] {
  const { module } = scope;
  const file = 'check-object';
  const patterns = Object.entries(schema.patternProperties ?? {});
  const names = (): string =>
    `[${Object.keys(schema.properties ?? {})
      .map(printString)
      .join(', ')}]`;
  const rest = schema.additionalProperties ?? true;
  const rules = patterns
    .filter(([, part]) => !isOpen(part))
    .map(([pattern, part]) => `[${patternConstant(pattern, scope)}, ${printCheck(part, scope)}]`);
  const expressions = `[${patterns.map(([pattern]) => patternConstant(pattern, scope)).join(', ')}]`;
  return [
    ...(rules.length === 0 ? [] : [callOf(module, file, 'patternProperties', rules)]),
    ...(isOpen(rest)
      ? []
      : [callOf(module, file, 'additionalProperties', [names(), expressions, printCheck(rest, scope)])]),
    ...(isOpen(schema.propertyNames ?? true)
      ? []
      : [callOf(module, file, 'propertyNames', [printCheck(schema.propertyNames ?? true, scope)])]),
    ...printNumbers(schema, ['minProperties', 'maxProperties'], module, file),
    ...Object.entries(schema.dependentRequired ?? {}).map(([trigger, list]) =>
      callOf(module, file, 'dependentRequired', [printString(trigger), printLiteral(list)]),
    ),
    ...Object.entries(schema.dependentSchemas ?? {}).map(([trigger, part]) =>
      callOf(module, file, 'dependentSchema', [printString(trigger), printCheck(part, scope)]),
    ),
    ...printUnevaluated(schema, 'unevaluatedProperties', scope),
  ];
}

function hasPrefix(schema: SchemaObject): boolean {
  return (schema.prefixItems?.length ?? 0) > 0;
}

function printItems(schema: SchemaObject, name: 'array' | 'items', scope: FunctionScope): string {
  const { items = true, prefixItems = [] } = schema;
  const searcher = scope.module.searchers.get(itemGuard(items, scope.module) ?? '');
  const args = [printCheck(items, scope), ...(searcher === undefined ? [] : [searcher])];
  if (prefixItems.length === 0) return callOf(scope.module, 'check-array', name, args);
  return callOf(scope.module, 'check-array', 'itemsAfter', [String(prefixItems.length), ...args]);
}

function printArray(schema: SchemaObject, scope: FunctionScope): readonly string[] {
  const { module } = scope;
  const { prefixItems = [], contains, minContains = 1, maxContains } = schema;
  const limits = [String(minContains), maxContains === undefined ? 'Infinity' : String(maxContains)];
  return [
    ...(prefixItems.length === 0
      ? []
      : [
          callOf(
            module,
            'check-array',
            'prefixItems',
            prefixItems.map((part) => printCheck(part, scope)),
          ),
        ]),
    ...printNumbers(schema, ['minItems', 'maxItems'], module, 'check-array'),
    ...(schema.uniqueItems === true ? [runtime(module, 'check-array', 'uniqueItems')] : []),
    ...(contains === undefined
      ? []
      : [callOf(module, 'check-array', 'contains', [printCheck(contains, scope), ...limits])]),
    ...printUnevaluated(schema, 'unevaluatedItems', scope),
  ];
}

function printUnevaluated(
  schema: SchemaObject,
  keyword: 'unevaluatedProperties' | 'unevaluatedItems',
  scope: FunctionScope,
): readonly string[] {
  const rest = schema[keyword] ?? true;
  if (isOpen(rest)) return [];
  let count = 0;
  const fact = (): string => `facts[${count++}] === true`;
  const isMembers = keyword === 'unevaluatedProperties';
  const coverage = isMembers
    ? coverMembers(schema, 'value', 'name', scope, fact)
    : coverItems(schema, 'value', 'index', 'item', scope, fact);
  if (coverage.covered.kind === 'always') return [];
  const facts = `(${coverage.facts.length === 0 ? '' : 'value: unknown'}): readonly boolean[] => [${coverage.facts.join(', ')}]`;
  const parameters = isMembers ? '(name, facts)' : '(index, item, facts)';
  const covers = `${parameters} => ${printTest(coverage.covered)}`;
  return [
    callOf(scope.module, isMembers ? 'check-object' : 'check-array', keyword, [facts, covers, printCheck(rest, scope)]),
  ];
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

function callOf(module: ModuleScope, file: string, name: string, args: readonly string[]): string {
  return `${runtime(module, file, name)}(${args.join(', ')})`;
}
