/** An OpenAPI 3 document (overlaid, complete) in; named normalized schemas and operations out. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import { EXTERNAL } from '../load/document-bundle.js';
import { isObject } from '../load/parse-text.js';
import { escapeToken, valueAt } from '../pointer.js';
import type { Environment } from '../manifest/manifest.js';
import type { JsonObject, JsonValue, Schema } from '../schema.js';
import { openCircles } from './circular-aliases.js';
import { splitDirections } from './directions.js';
import { settleOperationNames } from './operation-names.js';
import { normalizeOperations } from './operations.js';
import type { NormalizedOperation } from './operations.js';
import type { Dialect } from './rules/rule.js';
import { normalizeSchema } from './schema-object.js';
import type { SchemaContext } from './schema-object.js';
import { nameSchemas, partName } from './schema-names.js';
import { documentWebhooks, pointerOf } from './webhooks.js';

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
  /** Where the operations are sent that have no servers of their own. */
  readonly environments: readonly Environment[];
}

/** Normalizes a document; every dangling reference and unsupported keyword is reported. */
export function normalizeDocument(input: DocumentInput): StageResult<NormalizedDocument> {
  const problems: Diagnostic[] = [];
  const queue = componentPointers(input.document);
  const named = nameSchemas(queue, input.names);
  const files = nameFiles(input.document, queue, named);
  const known = new Map<string, string | undefined>();
  const context: SchemaContext = {
    file: input.file,
    dialect: dialectOf(input, problems),
    problems,
    replaced: new Map(),
    resolve: (reference) => {
      if (!known.has(reference)) known.set(reference, resolve(reference, input, named, queue));
      return known.get(reference);
    },
    lookup: (reference) => lookup(reference, input.document),
  };
  nameMessages(input, named, queue, problems);
  const read = normalizeOperations({ ...input, context });
  const schemas: DeclaredSchema[] = [];
  // Resolving a reference to a part of a schema adds that part to the queue.
  for (const pointer of queue) {
    const place = files.get(pointer) ?? pointer;
    const schema = normalizeSchema(valueAt(input.document, place), place, context);
    schemas.push({ name: named.get(pointer) ?? '', schema, pointer });
  }
  const idOf = ({ pointer }: NormalizedOperation): string | undefined => {
    const id = valueAt(input.document, `${pointer}/operationId`);
    return typeof id === 'string' ? id : undefined;
  };
  const operations = input.names['*'] === 'spelled' ? settleOperationNames(read, schemas, idOf) : read;
  return {
    value: splitDirections({ schemas: openCircles(schemas, input.file, problems), operations }),
    diagnostics: problems,
  };
}

function dialectOf(input: DocumentInput, problems: Diagnostic[]): Dialect {
  const given = input.document['openapi'];
  // In YAML `3.1` without quotes is a number, and `3.0` the number three.
  const version = typeof given === 'number' ? given.toFixed(1) : given;
  if (typeof version === 'string' && /^3\.0(\.|$)/.test(version)) return { openapi: '3.0' };
  if (typeof version === 'string' && /^3\.[12](\.|$)/.test(version)) return { openapi: '3.1' };
  problems.push({
    code: 'document-invalid',
    severity: 'error',
    message: 'expected an OpenAPI document of version 3.0, 3.1 or 3.2, or Swagger 2.0',
    at: { file: input.file, pointer: '/openapi' },
    hint: 'Write for example openapi: 3.1.0 at the top of the document.',
  });
  return { openapi: '3.1' };
}

function componentPointers(document: JsonObject): string[] {
  const schemas = valueAt(document, '/components/schemas');
  return isObject(schemas) ? Object.keys(schemas).map((name) => `/components/schemas/${escapeToken(name)}`) : [];
}

/**
 * A component that is nothing but a reference into another file is that file's schema: the place of each by its
 * component. The first component of a place names it.
 */
function nameFiles(
  document: JsonObject,
  components: readonly string[],
  named: Map<string, string>,
): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const component of components) {
    const value = valueAt(document, component);
    const reference = isObject(value) && Object.keys(value).length === 1 ? value['$ref'] : undefined;
    const place = typeof reference === 'string' ? pointerOf(reference) : undefined;
    if (place === undefined || !place.startsWith(`/${EXTERNAL}/`) || named.has(place)) continue;
    named.set(place, named.get(component) ?? '');
    places.set(component, place);
  }
  return places;
}

function resolve(
  reference: string,
  input: DocumentInput,
  named: Map<string, string>,
  queue: string[],
): string | undefined {
  const pointer = pointerOf(reference);
  if (pointer === undefined || valueAt(input.document, pointer) === undefined) return undefined;
  if (!named.has(pointer)) {
    named.set(pointer, partName(pointer, input.names, new Set(named.values()), input.document));
    queue.push(pointer);
  }
  return `#/$defs/${named.get(pointer) ?? ''}`;
}

function lookup(reference: string, document: JsonObject): JsonValue | undefined {
  const pointer = pointerOf(reference);
  return pointer === undefined ? undefined : valueAt(document, pointer);
}

/** Bodies of webhooks and callbacks are schemas in their own right, whether or not a manifest asks for the events. */
function nameMessages(
  { document, file }: DocumentInput,
  named: Map<string, string>,
  queue: string[],
  problems: Diagnostic[],
): void {
  const taken = new Set(named.values());
  const messages = documentWebhooks(document, (key, pointer) =>
    problems.push({
      code: 'event-empty',
      severity: 'warning',
      message: `"${key}" has no body of JSON; it is no event and has no type`,
      at: { file, pointer },
    }),
  );
  for (const { schema, names } of messages) {
    const name = names.find((candidate) => !taken.has(candidate));
    if (named.has(schema) || name === undefined) continue;
    named.set(schema, name);
    taken.add(name);
    queue.push(schema);
  }
}
