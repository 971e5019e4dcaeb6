/** The JSON Schemas themselves, as functions: nothing is built before someone asks. */
import type { NamedSchema } from '../../ir/ir.js';
import type { JsonValue } from '../../schema.js';
import { printKey, printString } from './guard-scalar.js';
import { joinModule } from './print-module.js';
import { createModuleScope, fromModuleOf, type ModuleScope, type Package, runtime } from './scope.js';

/** The schemas of one module, each with a function that adds what it refers to. */
export function printSchemas(pack: Package, module: string, schemas: readonly NamedSchema[]): string {
  const scope = createModuleScope(pack, module, 'schemas');
  return joinModule(
    scope,
    schemas.flatMap((schema) => [printSchema(schema, scope), printDocument(schema, scope)]),
  );
}

function printSchema({ name, schema }: NamedSchema, scope: ModuleScope): string {
  const type = runtime(scope, 'standard', 'type JsonSchema');
  return [
    `/** The schema of {@link ${name}} alone. */`,
    `export function schemaOf${name}(): ${type} {`,
    `return ${printJson(schema as JsonValue)};`,
    '}',
  ].join('\n');
}

/** Each names only what it refers to itself: listing all that is reached would grow with the square of a document. */
function printDocument({ name }: NamedSchema, scope: ModuleScope): string {
  const type = runtime(scope, 'standard', 'type JsonSchema');
  const others = (scope.package.references.get(name) ?? []).filter((part) => part !== name);
  return [
    `/** The schemas that {@link ${name}} consists of, itself first. */`,
    `export function describe${name}(found: { [name: string]: ${type} } = {}): { readonly [name: string]: ${type} } {`,
    `if (found['${name}'] !== undefined) return found;`,
    `found['${name}'] = schemaOf${name}();`,
    ...others.map((part) => `${fromModuleOf(scope, part, 'schemas', `describe${part}`)}(found);`),
    'return found;',
    '}',
  ].join('\n');
}

/** JSON without our own annotations, which other readers do not know. */
function printJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => printJson(item)).join(', ')}]`;
  if (typeof value === 'string') return printString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members: string[] = [];
  for (const [name, part] of Object.entries(value) as (readonly [string, JsonValue | undefined])[]) {
    if (part !== undefined && name !== 'x-expect' && name !== 'x-labels')
      members.push(`${printKey(name)}: ${printJson(part)}`);
  }
  return `{ ${members.join(', ')} }`;
}
