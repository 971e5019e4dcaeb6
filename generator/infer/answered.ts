/** Leaves out the questions that an overlay has answered. */
import type { Diagnostic } from '../diagnostics.js';
import { isObject } from '../load/parse-text.js';
import { pointerTokens, valueAt } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { toDocument } from '../references.js';
import type { InferredSchema } from './infer.js';

/** The diagnostics without open questions about places that the composed documents say more of than samples do. */
export function withoutAnswered(
  diagnostics: readonly Diagnostic[],
  types: readonly InferredSchema[],
  documents: readonly { readonly document: JsonObject }[],
): readonly Diagnostic[] {
  const inferred = new Map(types.map((type) => [type.name, toDocument(type.schema)]));
  return diagnostics.filter((diagnostic) => {
    const { pointer } = diagnostic.at;
    if (diagnostic.code !== 'inference-open' || pointer === undefined) return true;
    const [, , name = '', ...rest] = pointerTokens(pointer);
    const before = find(inferred.get(name), rest);
    return documents.every(({ document }) => sameText(before, valueAt(document, pointer)));
  });
}

function find(schema: JsonValue | undefined, steps: readonly string[]): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>((at, step) => {
    if (Array.isArray(at)) return (at as readonly JsonValue[])[Number(step)];
    return isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }, schema);
}

/** A description does not answer what kind of value a place has. */
function sameText(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  const plain = (value: JsonValue | undefined): string =>
    JSON.stringify(isObject(value) ? { ...value, description: null } : (value ?? null));
  return plain(before) === plain(after);
}
