/** The JSON Schemas themselves, as texts in functions: nothing is read before someone asks. */
import type { NamedSchema } from '../../ir/ir.js';
import type { Schema } from '../../schema.js';
import { joinModule } from './print-module.js';
import { createModuleScope, fromModuleOf, type ModuleScope, type Package, runtime } from './scope.js';

/** The schemas of one module, each with what it refers to. */
export function printSchemas(pack: Package, module: string, schemas: readonly NamedSchema[]): string {
  const scope = createModuleScope(pack, module, 'schemas');
  return joinModule(
    scope,
    schemas.map((schema) => printDocument(schema, scope)),
  );
}

/** Each names only what it refers to itself: listing all that is reached would grow with the square of a document. */
function printDocument({ name, schema }: NamedSchema, scope: ModuleScope): string {
  const type = runtime(scope, 'describe', 'type Descriptions');
  const others = (scope.package.references.get(name) ?? []).filter((part) => part !== name);
  const args = [
    ...['found', `'${name}'`, quoteJson(jsonOf(schema))],
    ...others.map((part) => fromModuleOf(scope, part, 'schemas', `describe${part}`)),
  ];
  return [
    `/** The schemas that \`${name}\` consists of, itself first. */`,
    `export function describe${name}(found: ${type} = {}): ${type} {`,
    `return ${runtime(scope, 'describe', 'describe')}(${args.join(', ')});`,
    '}',
  ].join('\n');
}

/** Without our own annotations, which other readers do not know. */
function jsonOf(schema: Schema): string {
  const text = JSON.stringify(schema);
  if (!text.includes('"x-expect"') && !text.includes('"x-labels"')) return text;
  return JSON.stringify(schema, (key, value: unknown) =>
    key === 'x-expect' || key === 'x-labels' ? undefined : value,
  );
}

function quoteJson(text: string): string {
  const escaped = /['\\]/.test(text) ? text.replaceAll('\\', '\\\\').replaceAll("'", "\\'") : text;
  return `'${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}
