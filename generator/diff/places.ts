/** Where the operations and types of one version of a provider are written. */
import type { NamedSchema, OperationIR, ParameterIR, ProviderIR } from '../ir/ir.js';
import { escapeToken, valueAt } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { referenceName } from './effective.js';
import { findPlace } from './find-place.js';
import { folderOf } from './manifest-places.js';
import type { WrittenAt } from './manifest-places.js';

/** A provider that is compared, with what it was read from where that is at hand. */
export interface ComparedProvider extends ProviderIR {
  /** The file that an origin names, as data; undefined where it is not at hand. */
  readonly source?: (file: string) => JsonObject | undefined;
  /** Its text. */
  readonly text?: (file: string) => string | undefined;
}

/** A place, and whether the document has all of it. */
export interface TypePlace extends WrittenAt {
  readonly isWhole: boolean;
}

/** Finds places in one version. Tokens are keywords and names as the normalized form has them. */
export interface Places {
  readonly type: (schema: NamedSchema, tokens?: readonly string[]) => TypePlace;
  readonly operation: (operation: OperationIR, tokens?: readonly string[]) => WrittenAt;
  readonly parameter: (operation: OperationIR, parameter: ParameterIR, tokens?: readonly string[]) => WrittenAt;
}

/** The places of both versions. */
export interface BothPlaces {
  readonly before: Places;
  readonly after: Places;
}

/** The places of a provider. Without its documents, each is where the normalized form has it. */
export function placesOf(provider: ComparedProvider): Places {
  const made = madePlaces(provider);
  const documentOf = (file: string): JsonObject | undefined => provider.source?.(file);
  const find = (file: string, start: string, tokens: readonly string[]): TypePlace => {
    const document = documentOf(file);
    return document === undefined || valueAt(document, start) === undefined
      ? { file, pointer: joined(start, tokens), isWhole: true }
      : { file, ...findPlace(document, start, tokens) };
  };
  return {
    type: ({ origin, name }, tokens = []) => {
      if (origin.kind === 'inferred') {
        const file = `${folderOf(provider)}/samples/${origin.folders[0] ?? ''}`;
        return { file, pointer: joined('', tokens), isWhole: true };
      }
      const isFound = origin.kind === 'operation' && documentOf(origin.document) !== undefined;
      return find(origin.document, origin.pointer, [...(isFound ? (made.get(name) ?? []) : []), ...tokens]);
    },
    operation: ({ document: file, pointer }, tokens = []) =>
      documentOf(file) === undefined ? { file, pointer } : written(find(file, pointer, tokens)),
    parameter: (operation, parameter, tokens = []) => {
      const { document: file, pointer } = operation;
      const start = placeOfParameter(documentOf(file), pointer, parameter);
      return start === undefined
        ? { file, pointer: joined(pointer, ['parameters', String(operation.parameters.indexOf(parameter)), ...tokens]) }
        : written(find(file, start, tokens));
    },
  };
}

/** Where a change of a place is written, without what is known beside. */
export function written({ file, pointer }: WrittenAt): WrittenAt {
  return { file, pointer };
}

function joined(start: string, tokens: readonly string[]): string {
  return start + tokens.map((token) => `/${escapeToken(token)}`).join('');
}

/** Tokens from an operation to the body or the answer that a type was made of. */
function madePlaces(provider: ProviderIR): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { body, responses } of provider.apis.flatMap((api) => api.operations)) {
    for (const { schema, mediaType } of body?.content ?? [])
      found.set(referenceName(schema) ?? '', ['requestBody', 'content', mediaType, 'schema']);
    for (const { status, content } of responses)
      for (const { schema, mediaType } of content)
        found.set(referenceName(schema) ?? '', ['responses', status, 'content', mediaType, 'schema']);
  }
  return found;
}

/** A parameter stands at its operation, or at the path that the operation is one of. */
function placeOfParameter(
  document: JsonObject | undefined,
  operation: string,
  { name, in: where }: ParameterIR,
): string | undefined {
  if (document === undefined) return undefined;
  const says = (at: string, word: string): JsonValue | undefined =>
    valueAt(document, findPlace(document, at, [word]).pointer);
  return [operation, operation.slice(0, operation.lastIndexOf('/'))].flatMap((owner) => {
    const list = valueAt(document, `${owner}/parameters`);
    const places = Array.isArray(list) ? list.map((_, index) => `${owner}/parameters/${index}`) : [];
    return places.filter((at) => says(at, 'name') === name && says(at, 'in') === where);
  })[0];
}
