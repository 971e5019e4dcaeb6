/** The module of a provider's events for bundles: verifiers, and validators made of rules. */
import type { GeneratedFile } from '../../emitter.js';
import type { ProviderIR } from '../../../ir/ir.js';
import { sorted } from '../../../order.js';
import type { Schema, SchemaObject } from '../../../schema.js';
import { printCompactVerifiers, verifierName } from '../../webhooks/compact-verifiers.js';
import { isOpen, isOpenBut, referencedName, subschemas, typesOf } from '../analysis.js';
import { joinModule } from '../print-module.js';
import { createFunctionScope, createModuleScope, createPackage, type Package, runtime } from '../scope.js';
import { call, printNamed, type RuleScope } from './print-rule.js';

/** The modules of `<provider>/compact/`; none where there are no webhooks. */
export function emitCompact(provider: ProviderIR): readonly GeneratedFile[] {
  if (provider.webhooks.length === 0) return [];
  const events = provider.webhooks.flatMap((webhook) => webhook.events.map(({ schemaName }) => schemaName));
  return [
    printCompact(provider, sorted(new Set(events)), provider.webhooks.map(verifierName)),
    printCompactVerifiers(provider),
  ];
}

/** The module that validates these schemas and verifies by these functions. */
export function printCompact(
  { name: owner, schemas }: ProviderIR,
  events: readonly string[],
  verifiers: readonly string[],
): GeneratedFile {
  const data = schemas.filter(({ role }) => role === 'data');
  const pack = createPackage(owner, data);
  const compact = new Map(events.map((name) => [name, closureOf(name, pack)]));
  const module = createModuleScope(pack, 'index', 'compact');
  // An event itself is named by its validator, unless it is a part of another.
  const parts = new Set([...compact.values()].flatMap((names) => names?.slice(0, -1) ?? []));
  const inPlace = printedInPlace(events, compact, pack);
  const scope: RuleScope = { module, functions: createFunctionScope(module, 'Compact', false), inPlace };
  const named = new Set([...parts].filter((name) => !inPlace.has(name)));
  const rules = [...named].map((name) => printConstant(name, scope));
  const validators = events.map((name) => printValidator(name, compact.get(name) !== undefined, named, scope));
  const content = joinModule(module, [
    // The rules have the names of the types.
    ...(events.some((name) => compact.get(name) !== undefined)
      ? ["import type * as types from '../types/index.js';"]
      : []),
    ...(verifiers.length === 0 ? [] : [`export { ${sorted(verifiers).join(', ')} } from './verifiers.js';`]),
    ...rules,
    ...validators,
  ]);
  return { path: `src/${owner}/compact/index.ts`, content };
}

function printConstant(name: string, scope: RuleScope): string {
  return `const ${name}: ${runtime(scope.module, 'compact/compact', 'type Check')} = ${printNamed(name, scope)};`;
}

function printValidator(name: string, isCompact: boolean, named: ReadonlySet<string>, scope: RuleScope): string {
  const { module } = scope;
  if (!isCompact) {
    const stem = module.package.schemas.get(name)?.module ?? name;
    return `export { validate${name} } from '../validators/${stem}.js';`;
  }
  const result = runtime(module, 'issues', 'type Validation');
  const validator = runtime(module, 'compact/compact', 'validator');
  const schema = named.has(name) ? name : printNamed(name, scope);
  return [
    `/** The value as a \`${name}\`, or what is wrong with it. */`,
    `export const validate${name}: (value: unknown) => ${result}<types.${name}> = ${call(validator, [schema])};`,
  ].join('\n');
}

/**
 * The parts that are printed where they are referred to: a constant would only add its name. They are those that one
 * place alone refers to, and such as say a kind and nothing else, unless an event refers to one of these twice.
 */
function printedInPlace(
  events: readonly string[],
  closures: ReadonlyMap<string, readonly string[] | undefined>,
  pack: Package,
): ReadonlySet<string> {
  const parts = new Set([...closures.values()].flatMap((names) => names?.slice(0, -1) ?? []));
  const mentions = countMentions([...new Set([...events, ...parts])], pack);
  const often = [...closures.values()].flatMap((names = []) =>
    [...countMentions(names, pack)].flatMap(([name, count]) => (count > 1 ? [name] : [])),
  );
  const plain = new Set([...parts].filter((name) => saysKindOnly(pack.definitions.get(name) ?? true)));
  for (const name of often) plain.delete(name);
  const isEvent = new Set(events);
  return new Set([...parts].filter((name) => !isEvent.has(name) && (mentions.get(name) === 1 || plain.has(name))));
}

/** How often these schemas refer to others, by name. */
function countMentions(names: readonly string[], pack: Package): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (schema: Schema): void => {
    if (typeof schema === 'object' && schema.$ref !== undefined) {
      const name = referencedName(schema.$ref);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    subschemas(schema).forEach(count);
  };
  for (const name of names) count(pack.definitions.get(name) ?? true);
  return counts;
}

function saysKindOnly(schema: Schema): boolean {
  return typeof schema === 'object' && schema.type !== undefined && isOpenBut(schema, 'type');
}

/** The schema and all that it refers to, each after those; undefined where rules cannot say one of them. */
function closureOf(name: string, pack: Package): readonly string[] | undefined {
  const found = new Set<string>();
  const visit = (next: string): boolean => {
    if (found.has(next)) return true;
    if (pack.recursive.has(next) || !isSayable(pack.definitions.get(next) ?? true)) return false;
    if (!(pack.references.get(next) ?? []).every(visit)) return false;
    found.add(next);
    return true;
  };
  return visit(name) ? [...found] : undefined;
}

const UNSAID = [
  ...(['patternProperties', 'propertyNames', 'dependentSchemas', 'dependentRequired', 'not', 'if'] as const),
  ...(['minProperties', 'maxProperties', 'unevaluatedProperties', 'unevaluatedItems', 'prefixItems'] as const),
  ...(['contains', 'minItems', 'maxItems', 'uniqueItems'] as const),
];

/** True where rules can say what the schema says, in the same order; what it refers to is not looked at. */
function isSayable(schema: Schema): boolean {
  if (typeof schema === 'boolean') return true;
  if (UNSAID.some((keyword) => schema[keyword] !== undefined)) return false;
  if ([...(schema.enum ?? []), schema.const].some((value) => typeof value === 'object' && value !== null)) return false;
  return hasPlainParts(schema) && subschemas(schema).every(isSayable);
}

/** Members and items say the kinds as well: there is room for one of them, and for nothing before it. */
function hasPlainParts(schema: SchemaObject): boolean {
  const { properties = {}, required = [], additionalProperties: rest = true, items = true } = schema;
  const hasMembers = Object.keys(properties).length + required.length > 0 || !isOpen(rest);
  const hasItems = !isOpen(items);
  if (!hasMembers && !hasItems) return true;
  const kinds = typesOf(schema);
  const isAllowed = kinds === undefined || kinds.includes(hasMembers ? 'object' : 'array');
  // A place in a schema is written as it is.
  const isWritten = Object.keys(properties).every((name) => !/[~/]/.test(name));
  const isDeclared = isOpen(rest) || required.every((name) => Object.hasOwn(properties, name));
  const others = ['type', 'properties', 'required', 'additionalProperties', 'items', 'allOf', 'anyOf', 'oneOf', '$ref'];
  return hasMembers !== hasItems && isAllowed && isWritten && isDeclared && isOpenBut(schema, ...(others as ['type']));
}
