/** Prints checks of the parts of a value: members and items. */
import type { Schema, SchemaObject } from '../../schema.js';
import { isOpen } from './analysis.js';
import { callOf, printCheck, printNumbers } from './checks.js';
import { coverItems, coverMembers } from './evaluated.js';
import { itemGuard } from './guard-array.js';
import { patternConstant, printKey, printLiteral, printString } from './guard-scalar.js';
import { type FunctionScope, runtime } from './scope.js';
import { printTest } from './tests.js';

/** True where a check of members has something to say. */
export function hasMembers(schema: SchemaObject): boolean {
  return schema.required !== undefined || Object.values(schema.properties ?? {}).some((part) => !isOpen(part));
}

/** `properties` and `required`, by the function that asks for the kind as well or by the one that does not. */
export function printMembers(schema: SchemaObject, name: 'object' | 'properties', scope: FunctionScope): string {
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

/** All other keywords of objects. */
export function printObject(schema: SchemaObject, scope: FunctionScope): readonly string[] {
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

/** True where the first items have schemas of their own. */
export function hasPrefix(schema: SchemaObject): boolean {
  return (schema.prefixItems?.length ?? 0) > 0;
}

/** `items`, by the function that asks for the kind as well or by the one that does not. */
export function printItems(schema: SchemaObject, name: 'array' | 'items', scope: FunctionScope): string {
  const { items = true, prefixItems = [] } = schema;
  const searcher = scope.module.searchers.get(itemGuard(items, scope.module) ?? '');
  const args = [printCheck(items, scope), ...(searcher === undefined ? [] : [searcher])];
  if (prefixItems.length === 0) return callOf(scope.module, 'check-array', name, args);
  return callOf(scope.module, 'check-array', 'itemsAfter', [String(prefixItems.length), ...args]);
}

/** All other keywords of arrays. */
export function printArray(schema: SchemaObject, scope: FunctionScope): readonly string[] {
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
