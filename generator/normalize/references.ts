/** References between parts of a document that are no schemas: path items, parameters, bodies, answers. */
import { isObject } from '../load/parse-text.js';
import type { JsonObject, JsonValue } from '../schema.js';
import type { SchemaContext } from './schema-object.js';

/** What reading any part of a document needs. */
export interface DocumentPart {
  readonly document: JsonObject;
  readonly file: string;
  readonly context: SchemaContext;
}

/** Follows `$ref`s between components; a chain that never ends or points at nothing is reported. */
export function dereference(value: JsonValue | undefined, input: DocumentPart, pointer: string): JsonValue | undefined {
  let current = value;
  for (let hops = 0; hops < 16; hops += 1) {
    if (!isObject(current) || typeof current['$ref'] !== 'string') return current;
    const reference: string = current['$ref'];
    current = input.context.lookup(reference);
    if (current === undefined) report(`"${reference}" points at nothing`, input, pointer);
  }
  report('this reference leads back to itself', input, pointer);
  return undefined;
}

/** What a value means behind its references, without a word where they lead nowhere: that is said where it is read. */
export function behindReferences(
  value: JsonValue | undefined,
  { lookup }: Pick<SchemaContext, 'lookup'>,
): JsonValue | undefined {
  let current = value;
  for (let hops = 0; hops < 16 && isObject(current) && typeof current['$ref'] === 'string'; hops += 1)
    current = lookup(current['$ref']);
  return current;
}

function report(message: string, { context, file }: DocumentPart, pointer: string): void {
  context.problems.push({
    code: 'reference-dangling',
    severity: 'error',
    message,
    at: { file, pointer: `${pointer}/$ref` },
    hint: 'Mend the name, or add the component to the document or the overlay.',
  });
}
