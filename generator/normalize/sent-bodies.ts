/** Request bodies that travel as text or bytes: that is what is passed for them, whatever their schemas describe. */
import { essence, isBytes, isEventStream, isJson, isJsonLines, isText } from '../ir/media-types.js';
import { isObject } from '../load/parse-text.js';
import type { JsonValue, SchemaObject } from '../schema.js';
import { behindReferences } from './references.js';
import type { DocumentPart } from './references.js';
import { listOf } from './values.js';

/** The schema in place of the document's, with a note; `undefined` where the document's is what is passed. */
export function sentSchema(
  mediaType: string,
  schema: JsonValue,
  pointer: string,
  input: DocumentPart,
): SchemaObject | undefined {
  const form = formOf(mediaType);
  if (form === undefined || isScalar(schema, input, 0)) return undefined;
  if (isObject(schema) && Object.keys(schema).length > 0) {
    const message = `a body of ${mediaType} is passed as ${form}; what its schema describes is not checked`;
    input.context.problems.push({ code: 'type-loss', severity: 'note', message, at: { file: input.file, pointer } });
  }
  return form === 'bytes' ? { type: 'string', format: 'binary' } : { type: 'string' };
}

function formOf(mediaType: string): 'text' | 'bytes' | undefined {
  if (isEventStream(mediaType) || isJsonLines(mediaType)) return 'text';
  if (isJson(mediaType) || essence(mediaType) === 'multipart/form-data') return undefined;
  if (isBytes(mediaType)) return 'bytes';
  return isText(mediaType) ? 'text' : undefined;
}

const SCALARS: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'null']);

/** True where every value is a text or can be written as one. */
function isScalar(given: JsonValue | undefined, input: DocumentPart, depth: number): boolean {
  const schema = behindReferences(given, input.context);
  if (!isObject(schema) || depth > 8) return false;
  const { type } = schema;
  if (type !== undefined) return listOf(Array.isArray(type) ? type : [type]).every((kind) => SCALARS.has(kind));
  const values = 'const' in schema ? [schema['const'] ?? null] : listOf(schema['enum']);
  if (values.length > 0) return values.every((value) => typeof value !== 'object' || value === null);
  const [branches, parts] = [listOf(schema['oneOf'] ?? schema['anyOf']), listOf(schema['allOf'])];
  if (branches.length > 0) return branches.every((branch) => isScalar(branch, input, depth + 1));
  return parts.some((part) => isScalar(part, input, depth + 1));
}
