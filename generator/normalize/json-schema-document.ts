/**
 * A whole JSON Schema document in, named schemas out: every target of a reference gets a name. Addresses (`$id`,
 * `$anchor`) are resolved here; documents that it refers to are handed in, nothing is fetched.
 */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { JsonObject, JsonValue, Schema } from '../schema.js';
import { type Dialect, joinPointer, type NormalizeContext, normalizeSchema } from './json-schema.js';
import { createAddressBook, type AddressBook, type Place } from './json-schema-addresses.js';

/** How to read a document. */
export interface DocumentOptions {
  /** Exported name of the root. */
  readonly name: string;
  /** File as the user named it, for diagnostics. */
  readonly file: string;
  /** Where the document does not say so itself. */
  readonly dialect: Dialect;
  /** False where `format` is an annotation. */
  readonly assertFormats?: boolean;
  /** Other documents by their absolute address. */
  readonly documents?: ReadonlyMap<string, JsonValue>;
}

/** A schema and its exported name; the root comes first. */
export interface DocumentSchema {
  readonly name: string;
  readonly schema: Schema;
}

/** The named schemas that a document's root leads to. */
export function normalizeDocument(
  document: JsonValue,
  options: DocumentOptions,
): StageResult<readonly DocumentSchema[]> {
  const diagnostics: Diagnostic[] = [];
  const book = createAddressBook(document, options.dialect, options.documents ?? new Map(), (place) =>
    reportDialect(place, options, diagnostics),
  );
  const names = new Map<JsonValue, string>();
  const booleans = new Map<string, string>();
  const queue: { readonly name: string; readonly place: Place }[] = [];
  const nameOf = (place: Place): string => {
    const known = typeof place.schema === 'object' ? names.get(place.schema) : booleans.get(place.address);
    if (known !== undefined) return known;
    const name =
      names.size + booleans.size === 0
        ? options.name
        : uniqueName(place.address, new Set([...names.values(), ...booleans.values()]));
    if (typeof place.schema === 'object') names.set(place.schema, name);
    else booleans.set(place.address, name);
    queue.push({ name, place });
    return name;
  };
  nameOf(book.root);
  const schemas: DocumentSchema[] = [];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const context = createContext(next.place, book, options, diagnostics, nameOf);
    schemas.push({ name: next.name, schema: normalizeSchema(next.place.schema, next.place.pointer, context) });
  }
  return { value: schemas, diagnostics };
}

function createContext(
  place: Place,
  book: AddressBook,
  options: DocumentOptions,
  diagnostics: Diagnostic[],
  nameOf: (place: Place) => string,
): NormalizeContext {
  const context: NormalizeContext = {
    file: options.file,
    dialect: place.dialect,
    assertFormats: options.assertFormats ?? true,
    resolve: (reference) => {
      const target = book.find(reference, place.base);
      return target === undefined ? undefined : nameOf(target);
    },
    enter: (schema) => {
      const inner = book.placeOf(schema) ?? place;
      const isSame = inner.base === place.base && inner.dialect === place.dialect;
      return isSame ? context : createContext(inner, book, options, diagnostics, nameOf);
    },
    report: (diagnostic) => void diagnostics.push(diagnostic),
  };
  return context;
}

function reportDialect(
  place: { readonly pointer: string; readonly schema: JsonObject },
  options: DocumentOptions,
  diagnostics: Diagnostic[],
): void {
  diagnostics.push({
    code: 'keyword-unsupported',
    severity: 'error',
    message: `The dialect ${JSON.stringify(place.schema['$schema'])} is not supported.`,
    at: { file: options.file, pointer: joinPointer(place.pointer, '$schema') },
    hint: 'draft-07 and 2020-12 are.',
  });
}

/** A name from the end of an address, longer where the short one is taken. */
function uniqueName(address: string, taken: ReadonlySet<string>): string {
  const words = decodeURI(address)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const parts = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  for (let count = 1; count <= parts.length; count++) {
    const name = parts.slice(-count).join('');
    if (/^[A-Z]/.test(name) && !taken.has(name)) return name;
  }
  let name = `Schema${parts.join('')}`;
  while (taken.has(name)) name += 'Again';
  return name;
}
