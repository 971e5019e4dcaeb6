/** Documents of a few lines for tests of the front end, and what comes out of them. */
import type { JsonValue } from '../../generator/schema.js';
import { generateDocument } from './harness.js';
import type { FolderOptions, Outcome } from './harness.js';

/** A document around these parts. */
export function documentOf(parts: Readonly<Record<string, JsonValue>>, openapi = '3.1.0'): string {
  return JSON.stringify({ openapi, info: { title: 'Example', version: '1' }, ...parts });
}

/** A document with nothing but these schemas. */
export function schemasOf(schemas: Readonly<Record<string, JsonValue>>, openapi = '3.1.0'): string {
  return documentOf({ paths: {}, components: { schemas } }, openapi);
}

/** One operation that sends and answers with schemas. */
export function operationOf(
  rest: Readonly<Record<string, JsonValue>>,
  method = 'post',
): Readonly<Record<string, JsonValue>> {
  return { '/things': { [method]: { operationId: 'doThing', responses: {}, ...rest } } };
}

/** A JSON body with this schema. */
export function jsonBody(schema: JsonValue): JsonValue {
  return { content: { 'application/json': { schema } } };
}

/** What became of a document: `types` is the declaration of one type, without its comments. */
export interface FrontEnd extends Outcome {
  readonly typeOf: (name: string) => string;
  readonly messages: readonly string[];
  readonly text: (path: string) => string;
}

/** Runs the pipeline on a document. */
export async function run(text: string, options?: FolderOptions): Promise<FrontEnd> {
  const outcome = await generateDocument(text, options);
  const types = outcome.files.flatMap(({ path, content }) =>
    path.includes('/types/') && !path.endsWith('/index.ts') ? [content] : [],
  );
  return {
    ...outcome,
    typeOf: (name) => declarationOf(types.join('\n'), name),
    messages: outcome.diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
    text: (path) => outcome.files.find((file) => file.path.endsWith(path))?.content ?? '',
  };
}

/** `export interface A { … }` on one line. */
function declarationOf(text: string, name: string): string {
  const plain = text.replaceAll(/\/\*\*.*?\*\//gs, '');
  const found = new RegExp(`export (?:interface|type) ${name}\\b.*?(?=\\n\\s*export |$(?![\\s\\S]))`, 's').exec(plain);
  return (found?.[0] ?? '').replaceAll(/\s+/g, ' ').trim();
}
