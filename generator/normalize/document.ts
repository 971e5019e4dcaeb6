/** An OpenAPI 3.0 or 3.1 document (overlaid, complete) in; named normalized schemas and operations out. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import { pascalCase } from '../ir/names.js';
import { isObject } from '../load/parse-text.js';
import { escapeToken, pointerTokens, valueAt } from '../pointer.js';
import type { JsonObject, JsonValue, Schema } from '../schema.js';
import { normalizeOperations } from './operations.js';
import type { NormalizedOperation } from './operations.js';
import type { Dialect } from './rules/rule.js';
import { normalizeSchema } from './schema-object.js';
import type { SchemaContext } from './schema-object.js';

/** A schema of the document under its exported name. */
export interface DeclaredSchema {
  readonly name: string;
  readonly schema: Schema;
  /** Where it stands in the document. */
  readonly pointer: string;
}

export interface NormalizedDocument {
  readonly schemas: readonly DeclaredSchema[];
  readonly operations: readonly NormalizedOperation[];
}

export interface DocumentInput {
  readonly document: JsonObject;
  readonly file: string;
  /** Exported names by the document's schema names (the manifest's `names`). */
  readonly names: Readonly<Record<string, string>>;
  /** Operation names for `GET /path` (the manifest's `operations`). */
  readonly operationNames: Readonly<Record<string, string>>;
}

const SCHEMAS = '#/components/schemas/';

/** Normalizes a document; every dangling reference and unsupported keyword is reported. */
export function normalizeDocument(input: DocumentInput): StageResult<NormalizedDocument> {
  const problems: Diagnostic[] = [];
  const dialect = dialectOf(input, problems);
  const queue = componentPointers(input.document);
  const named = new Map(queue.map((pointer) => [pointer, exportedName(pointer, input.names)]));
  const context: SchemaContext = { file: input.file, dialect, problems, resolve: (reference) => resolve(reference, input.document, named, queue) };
  const operations = normalizeOperations({ ...input, context });
  const schemas: DeclaredSchema[] = [];
  // Resolving a reference to a part of a schema adds that part to the queue.
  for (const pointer of queue) {
    schemas.push({ name: named.get(pointer) ?? '', schema: normalizeSchema(valueAt(input.document, pointer), pointer, context), pointer });
  }
  return { value: { schemas, operations }, diagnostics: problems };
}

function dialectOf(input: DocumentInput, problems: Diagnostic[]): Dialect {
  const version = input.document['openapi'];
  if (typeof version === 'string' && /^3\.0\./.test(version)) return { openapi: '3.0' };
  if (typeof version === 'string' && /^3\.[12]\./.test(version)) return { openapi: '3.1' };
  problems.push({
    code: 'document-invalid',
    severity: 'error',
    message: 'expected an OpenAPI document of version 3.0, 3.1 or 3.2',
    at: { file: input.file, pointer: '/openapi' },
    hint: 'Write for example openapi: 3.1.0 at the top of the document.',
  });
  return { openapi: '3.1' };
}

function componentPointers(document: JsonObject): string[] {
  const schemas = valueAt(document, '/components/schemas');
  return isObject(schemas) ? Object.keys(schemas).map((name) => `/components/schemas/${escapeToken(name)}`) : [];
}

function resolve(reference: string, document: JsonValue, named: Map<string, string>, queue: string[]): string | undefined {
  if (!reference.startsWith('#/')) return undefined;
  const pointer = decodePointer(reference.slice(1));
  if (pointer === undefined || valueAt(document, pointer) === undefined) return undefined;
  if (!named.has(pointer)) {
    named.set(pointer, exportedName(pointer, {}));
    queue.push(pointer);
  }
  return `#/$defs/${named.get(pointer) ?? ''}`;
}

/** Fragments are percent-encoded pointers (RFC 6901, section 6). */
function decodePointer(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}

/** The component's name, or the names along a pointer into one: `Sleep/properties/scores` is `SleepScores`. */
function exportedName(pointer: string, names: Readonly<Record<string, string>>): string {
  const tokens = pointerTokens(pointer);
  if (`#${pointer}`.startsWith(SCHEMAS) && tokens.length === 3) {
    const name = tokens[2] ?? '';
    return Object.hasOwn(names, name) ? (names[name] ?? '') : pascalCase(name);
  }
  const telling = tokens.filter((token) => !['components', 'schemas', 'properties', 'items', 'paths', 'schema', 'content'].includes(token));
  return pascalCase(telling.join(' '));
}
