/** The JSON Schemas themselves, as texts in functions: nothing is read before someone asks. */
import type { NamedSchema } from '../../ir/ir.js';
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
    ...['found', `'${name}'`, quoteLines(printJson(schema))],
    ...others.map((part) => fromModuleOf(scope, part, 'schemas', `describe${part}`)),
  ];
  const call = `return ${runtime(scope, 'describe', 'describe')}`;
  return [
    `/** The schemas that \`${name}\` consists of, itself first. */`,
    `export function describe${name}(found: ${type} = {}): ${type} {`,
    ...(args.some((arg) => arg.includes('\n'))
      ? [`${call}(`, ...args.map((arg) => `${arg},`), ');']
      : [`${call}(${args.join(', ')});`]),
    '}',
  ].join('\n');
}

const WIDTH = 76;

/** JSON on one line where it is short, else each entry on a line of its own; without our annotations, which no other reader knows. */
function printJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts: string[] = [];
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) parts.push(printJson(item));
    return joinParts(parts, '[', ']');
  }
  for (const key in value) {
    const member: unknown = value[key as keyof typeof value];
    if (member !== undefined && key !== 'x-expect' && key !== 'x-labels') parts.push(printKey(key) + printJson(member));
  }
  return joinParts(parts, '{', '}');
}

function joinParts(parts: readonly string[], open: string, close: string): string {
  let length = 0;
  for (const part of parts) length += part.length + 2;
  const isShort = length < WIDTH && parts.every((part) => !part.includes('\n'));
  return isShort ? `${open}${parts.join(', ')}${close}` : `${open}\n${parts.join(',\n')}\n${close}`;
}

/** The same few keys stand before most values. */
const knownKeys = new Map<string, string>();

function printKey(key: string): string {
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  const text = `${JSON.stringify(key)}: `;
  knownKeys.set(key, text);
  return text;
}

/** A text that may have several lines, as a template without holes. */
function quoteLines(text: string): string {
  const escaped = /[`\\]|\$\{/.test(text) ? text.replaceAll(/[`\\]|\$(?=\{)/g, '\\$&') : text;
  return `\`${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\``;
}
