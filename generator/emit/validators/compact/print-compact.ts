/** The module of a provider's events for bundles: verifiers, and validators made of rules. */
import type { GeneratedFile } from '../../emitter.js';
import type { ProviderIR } from '../../../ir/ir.js';
import { camelCase, pascalCase } from '../../../ir/names.js';
import { byCodeUnit, sorted } from '../../../order.js';
import type { Schema, SchemaObject } from '../../../schema.js';
import { isOpen, isOpenBut, subschemas, typesOf } from '../analysis.js';
import { joinModule } from '../print-module.js';
import { createFunctionScope, createModuleScope, createPackage, type Package, runtime } from '../scope.js';
import { call, printRule, type RuleScope } from './print-rule.js';

/** `<provider>/compact/index.ts`; nothing where there are no webhooks. */
export function emitCompact(provider: ProviderIR): readonly GeneratedFile[] {
  if (provider.webhooks.length === 0) return [];
  const events = provider.webhooks.flatMap((webhook) => webhook.events.map(({ schemaName }) => schemaName));
  const verifiers = provider.webhooks.map(({ name }) => `verify${pascalCase(camelCase(name))}`);
  return [printCompact(provider, sorted(new Set(events)), verifiers)];
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
  const scope: RuleScope = { module, functions: createFunctionScope(module, 'Compact', false), kinds: new Map() };
  // An event itself is named by its validator, unless it is a part of another.
  const parts = [...compact.values()].flatMap((names) => names?.slice(0, -1) ?? []);
  const named = new Set(parts);
  const rules = [...named].map((name) => printNamed(name, scope));
  const validators = events.map((name) => printValidator(name, compact.get(name) !== undefined, named, scope));
  const kinds = [...scope.kinds].sort(([a], [b]) => byCodeUnit(a, b)).map(([name, sum]) => `const ${name} = ${sum};`);
  const content = joinModule(module, [
    // The rules have the names of the types.
    ...(events.some((name) => compact.get(name) !== undefined)
      ? ["import type * as types from '../types/index.js';"]
      : []),
    ...(verifiers.length === 0 ? [] : [`export { ${sorted(verifiers).join(', ')} } from '../definitions.js';`]),
    ...(kinds.length === 0
      ? []
      : [`// Kinds, numbered as in \`runtime/validation/compact/compact.ts\`.\n${kinds.join('\n')}`]),
    ...rules,
    ...validators,
  ]);
  return { path: `src/${owner}/compact/index.ts`, content };
}

function printNamed(name: string, scope: RuleScope): string {
  const type = runtime(scope.module, 'compact/compact', 'type Rule');
  const rule = printRule(scope.module.package.definitions.get(name) ?? true, scope);
  const named = runtime(scope.module, 'compact/compact', 'named');
  return `const ${name}: ${type} = ${call(named, [`'${name}'`, rule])};`;
}

function printValidator(name: string, isCompact: boolean, named: ReadonlySet<string>, scope: RuleScope): string {
  const { module } = scope;
  if (!isCompact) {
    const stem = module.package.schemas.get(name)?.module ?? name;
    return `export { validate${name} } from '../validators/${stem}.js';`;
  }
  const result = runtime(module, 'issues', 'type Validation');
  const validator = runtime(module, 'compact/compact', 'validator');
  const rule = named.has(name) ? name : printRule(module.package.definitions.get(name) ?? true, scope);
  return [
    `/** The value as a \`${name}\`, or what is wrong with it. */`,
    `export const validate${name}: (value: unknown) => ${result}<types.${name}> = ${call(validator, [`'${name}'`, rule])};`,
  ].join('\n');
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
