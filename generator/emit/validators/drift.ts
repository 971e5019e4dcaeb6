/** Prints drift checks: unknown members and departures from `x-expect`, over values that the guard accepts. */
import type { Schema, SchemaObject } from '../../schema.js';
import { type Definitions, inPlaceSchemas, isOpenBut, referencedName } from './analysis.js';
import { formatPredicates } from './format-predicates.js';
import { toPredicate } from './guard.js';
import { patternConstant, printKey, printLiteral, printString } from './guard-scalar.js';
import { type FunctionScope, fromModuleOf, predicateName, runtime, toPascal } from './scope.js';
import type { SharedPart } from './sharing.js';
import { printTest } from './tests.js';

/** The expression of the drift check for a schema; undefined where nothing in it can drift. */
export function printDrift(schema: Schema, scope: FunctionScope, isSilent = false): string | undefined {
  if (typeof schema === 'boolean' || isLeaf(schema)) return undefined;
  const shared = isSilent ? undefined : scope.module.shared.get(schema);
  if (shared !== undefined && shared.schema !== scope.part) return printPart(shared, scope);
  const name = schema.$ref === undefined ? undefined : referencedName(schema.$ref);
  if (name !== undefined && !isSilent && isAlone(schema, '$ref'))
    return fromModuleOf(scope.module, name, 'drift', `drift${name}`);
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    if (schema[keyword] !== undefined && isAlone(schema, keyword))
      return printBranches(schema[keyword], scope, isSilent);
  }
  const parts = [
    ...printExpectation(schema, scope),
    ...(isSilent ? [] : printKnown(schema, scope)),
    ...printParts(schema, scope),
    ...printInPlace(schema, scope),
  ];
  if (parts.length < 2) return parts[0];
  return `${runtime(scope.module, 'check-union', 'all')}(${parts.join(', ')})`;
}

/** What says of a value's kind and text only what the guard has seen to, or nothing. */
const SETTLED: ReadonlySet<string> = new Set([
  ...['type', 'enum', 'const', 'minLength', 'maxLength', 'pattern', 'format', 'minItems', 'maxItems', 'uniqueItems'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minProperties', 'maxProperties'],
  ...['title', 'description', 'examples', 'default', 'deprecated', 'readOnly', 'writeOnly', 'x-labels'],
]);

/** True where nothing can drift, as in most schemas: no members, no items, nothing expected. */
function isLeaf(schema: SchemaObject): boolean {
  for (const keyword in schema) if (!SETTLED.has(keyword)) return false;
  return true;
}

/** The constant for a shared part. */
function printPart({ schema, stem }: SharedPart, scope: FunctionScope): string | undefined {
  const { module } = scope;
  if (module.partNames.has(schema)) return module.partNames.get(schema);
  const check = printDrift(schema, { ...scope, part: schema });
  const name = check === undefined ? undefined : predicateName(module, `drift${toPascal(stem)}`);
  module.partNames.set(schema, name);
  const type = runtime(module, 'issues', 'type Check');
  const part = runtime(module, 'part', 'part');
  if (name !== undefined) module.parts.push(`const ${name}: ${type} = /*@__PURE__*/ ${part}(() => ${check});`);
  return name;
}

function isAlone(schema: SchemaObject, keyword: keyof SchemaObject): boolean {
  return isOpenBut(schema, keyword) && schema['x-expect'] === undefined;
}

function printBranches(branches: readonly Schema[], scope: FunctionScope, isSilent: boolean): string | undefined {
  const checks = branches.map((branch) => printDrift(branch, scope, isSilent));
  if (checks.every((check) => check === undefined)) return undefined;
  const pairs = branches.map((branch, index) => {
    const guard = printTest(toPredicate(branch, 'value', scope, `Alternative${index + 1}`));
    return `[(value) => ${guard}, ${checks[index] ?? runtime(scope.module, 'check-scalar', 'any')}]`;
  });
  return `${runtime(scope.module, 'drift', 'matching')}(${pairs.join(', ')})`;
}

function printExpectation(schema: SchemaObject, scope: FunctionScope): readonly string[] {
  const { enum: values, format, notNull } = schema['x-expect'] ?? {};
  const predicate = format === undefined ? undefined : formatPredicates.get(format);
  return [
    ...(notNull === true ? [runtime(scope.module, 'drift', 'notNull')] : []),
    ...(values === undefined
      ? []
      : [`${runtime(scope.module, 'drift', 'seen')}(${values.map(printLiteral).join(', ')})`]),
    ...(predicate === undefined || format === undefined
      ? []
      : [
          `${runtime(scope.module, 'drift', 'expectedFormat')}(${printString(format)}, ${runtime(scope.module, 'formats', predicate)})`,
        ]),
  ];
}

/** Known names are those of the schema and of all that applies to the same value. */
function printKnown(schema: SchemaObject, scope: FunctionScope): readonly string[] {
  const known = collectKnown(schema, scope.module.package.definitions, 0);
  if (known.isOpenEnded || known.names.size + known.patterns.size === 0) return [];
  const names = `[${[...known.names].map(printString).join(', ')}]`;
  const patterns = [...known.patterns].map((pattern) => patternConstant(pattern, scope));
  return [
    `${runtime(scope.module, 'drift', 'knownMembers')}(${[names, ...(patterns.length === 0 ? [] : [`[${patterns.join(', ')}]`])].join(', ')})`,
  ];
}

interface Known {
  readonly names: ReadonlySet<string>;
  readonly patterns: ReadonlySet<string>;
  /** True where any other member is announced as well. */
  readonly isOpenEnded: boolean;
}

function collectKnown(schema: Schema, definitions: Definitions, depth: number): Known {
  if (typeof schema === 'boolean' || depth > 50) return { names: new Set(), patterns: new Set(), isOpenEnded: false };
  const target = schema.$ref === undefined ? [] : [definitions.get(referencedName(schema.$ref)) ?? true];
  const others = [...inPlaceSchemas(schema), ...target].map((part) => collectKnown(part, definitions, depth + 1));
  const rest = [schema.additionalProperties, schema.unevaluatedProperties];
  return {
    names: new Set([
      ...Object.keys(schema.properties ?? {}),
      ...(schema.required ?? []),
      ...others.flatMap(({ names }) => [...names]),
    ]),
    patterns: new Set([
      ...Object.keys(schema.patternProperties ?? {}),
      ...others.flatMap(({ patterns }) => [...patterns]),
    ]),
    isOpenEnded: rest.some((part) => part !== undefined && part !== false) || others.some((other) => other.isOpenEnded),
  };
}

function printParts(schema: SchemaObject, scope: FunctionScope): readonly string[] {
  return [...printMembers(schema, scope), ...printItems(schema, scope)];
}

function printMembers(schema: SchemaObject, scope: FunctionScope): readonly string[] {
  const { module } = scope;
  const { properties = {}, patternProperties = {}, additionalProperties = true } = schema;
  const members = Object.entries(properties).flatMap(([name, part]) => {
    const check = printDrift(part, scope);
    return check === undefined ? [] : [`${printKey(name)}: ${check}`];
  });
  const rest = printDrift(additionalProperties, scope);
  const rules = Object.entries(patternProperties).flatMap(([pattern, part]) => {
    const check = printDrift(part, scope);
    return check === undefined ? [] : [`[${patternConstant(pattern, scope)}, ${check}]`];
  });
  const names = (): string => Object.keys(properties).map(printString).join(', ');
  const patterns = Object.keys(patternProperties).map((pattern) => patternConstant(pattern, scope));
  const call = (name: string, ...args: readonly string[]): string =>
    `${runtime(module, 'check-object', name)}(${args.join(', ')})`;
  return [
    ...(members.length === 0 ? [] : [call('properties', '{}', `{ ${members.join(', ')} }`)]),
    ...(rules.length === 0 ? [] : [call('patternProperties', ...rules)]),
    ...(rest === undefined ? [] : [call('additionalProperties', `[${names()}]`, `[${patterns.join(', ')}]`, rest)]),
  ];
}

function printItems(schema: SchemaObject, scope: FunctionScope): readonly string[] {
  const { module } = scope;
  const { items = true, prefixItems = [] } = schema;
  const item = printDrift(items, scope);
  const prefix = prefixItems.map((part) => printDrift(part, scope));
  const any = (): string => runtime(module, 'check-scalar', 'any');
  const call = (name: string, ...args: readonly string[]): string =>
    `${runtime(module, 'check-array', name)}(${args.join(', ')})`;
  return [
    ...(prefix.every((check) => check === undefined)
      ? []
      : [call('prefixItems', ...prefix.map((check) => check ?? any()))]),
    ...(item === undefined
      ? []
      : [prefix.length === 0 ? call('items', item) : call('itemsAfter', String(prefix.length), item)]),
  ];
}

/** Subschemas for the same value: their members are known here, so they report none of their own. */
function printInPlace(schema: SchemaObject, scope: FunctionScope): readonly string[] {
  const { definitions } = scope.module.package;
  const { if: condition, then: consequence, else: alternative, $ref } = schema;
  const target = $ref === undefined ? [] : [definitions.get(referencedName($ref)) ?? true];
  const conditional = condition === undefined ? [] : [consequence, alternative].filter((part) => part !== undefined);
  const always = [...target, ...(schema.allOf ?? []), ...Object.values(schema.dependentSchemas ?? {}), ...conditional];
  const branches = [schema.anyOf, schema.oneOf]
    .filter((list) => list !== undefined)
    .map((list) => printBranches(list, scope, true));
  return [...always.map((part) => printDrift(part, scope, true)), ...branches].filter((check) => check !== undefined);
}
