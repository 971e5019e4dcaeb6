/** Finds the schema that an address means: `$id` and `$anchor` of every resource, and pointers into them. */
import { decodeFragment } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { type Dialect, isJsonObject, joinPointer, maximumNesting, schemaKeywords } from './json-schema.js';

/** A schema, where it is, and how to read it. */
export interface Place {
  readonly schema: JsonValue;
  /** Address against which references are resolved. */
  readonly base: string;
  /** Absolute address of the schema itself. */
  readonly address: string;
  /** Pointer into the document that holds it. */
  readonly pointer: string;
  readonly dialect: Dialect;
}

/** All addresses of a document and of those it may refer to. */
export interface AddressBook {
  readonly root: Place;
  readonly find: (reference: string, base: string) => Place | undefined;
  readonly placeOf: (schema: JsonObject) => Place | undefined;
}

/** Where nothing says otherwise; never seen outside. */
const defaultBase = 'hookwright:///';

const dialects: { readonly [address: string]: Dialect } = {
  'http://json-schema.org/draft-07/schema': 'draft-07',
  'https://json-schema.org/draft/2020-12/schema': '2020-12',
};

/** Indexes a document; others are indexed when something refers to them. */
export function createAddressBook(
  document: JsonValue,
  dialect: Dialect,
  documents: ReadonlyMap<string, JsonValue>,
  onUnknownDialect: (place: { readonly pointer: string; readonly schema: JsonObject }) => void,
): AddressBook {
  const byAddress = new Map<string, Place>();
  const bySchema = new Map<JsonObject, Place>();
  const add = (place: Place): void => indexPlace(place, byAddress, bySchema, onUnknownDialect);
  add({ schema: document, base: defaultBase, address: defaultBase, pointer: '', dialect });
  const root = (isJsonObject(document) ? bySchema.get(document) : undefined) ?? {
    schema: document,
    base: defaultBase,
    address: defaultBase,
    pointer: '',
    dialect,
  };
  byAddress.set(defaultBase, root);
  const load = (address: string): Place | undefined => {
    const known = byAddress.get(address);
    const other = known === undefined ? documents.get(address) : undefined;
    if (other === undefined) return known;
    add({ schema: other, base: address, address, pointer: '', dialect });
    return byAddress.get(address);
  };
  const find = (reference: string, base: string): Place | undefined => {
    const [address = '', fragment = ''] = toAbsolute(reference, base).split('#');
    const resource = load(address);
    if (resource === undefined || fragment === '') return resource;
    if (!fragment.startsWith('/')) return byAddress.get(`${address}#${decodeFragment(fragment)}`);
    return walk(resource, decodeFragment(fragment), bySchema);
  };
  return { root, find, placeOf: (schema) => bySchema.get(schema) };
}

/** Resolves a reference; where a base has no hierarchy (`urn:`), only fragments are relative. */
function toAbsolute(reference: string, base: string): string {
  if (reference.startsWith('#')) return `${base.split('#')[0] ?? ''}${reference}`;
  try {
    return new URL(reference, base).href;
  } catch {
    return reference;
  }
}

function walk(resource: Place, pointer: string, bySchema: ReadonlyMap<JsonObject, Place>): Place | undefined {
  let place = resource;
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    const schema: JsonValue | undefined = child(place.schema, key);
    if (schema === undefined) return undefined;
    const known = isJsonObject(schema) ? bySchema.get(schema) : undefined;
    place = known ?? {
      ...place,
      schema,
      address: joinAddress(place.address, key),
      pointer: joinPointer(place.pointer, key),
    };
  }
  return place;
}

function child(value: JsonValue, key: string): JsonValue | undefined {
  if (Array.isArray(value)) return (value as readonly JsonValue[])[Number(key)];
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function joinAddress(address: string, key: string): string {
  return `${address}${address.includes('#') ? '' : '#'}/${encodeURIComponent(key)}`;
}

function indexPlace(
  start: Place,
  byAddress: Map<string, Place>,
  bySchema: Map<JsonObject, Place>,
  onUnknownDialect: (place: { readonly pointer: string; readonly schema: JsonObject }) => void,
): void {
  const pending: (readonly [place: Place, nesting: number])[] = [[start, 0]];
  byAddress.set(start.address, start);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [{ schema }, nesting] = next;
    if (!isJsonObject(schema) || bySchema.has(schema) || nesting > maximumNesting) continue;
    const place = readAddress(next[0], schema, byAddress, onUnknownDialect);
    bySchema.set(schema, place);
    for (const [keys, part] of schemaParts(schema)) {
      const address = keys.reduce<string>((path, key) => joinAddress(path, String(key)), place.address);
      pending.push([{ ...place, schema: part, address, pointer: joinPointer(place.pointer, ...keys) }, nesting + 1]);
    }
  }
}

/** The place with the base and the dialect that the schema itself declares; registers its addresses. */
function readAddress(
  place: Place,
  schema: JsonObject,
  byAddress: Map<string, Place>,
  onUnknownDialect: (place: { readonly pointer: string; readonly schema: JsonObject }) => void,
): Place {
  const declared = typeof schema['$schema'] === 'string' ? schema['$schema'].replace(/#$/, '') : undefined;
  const dialect = declared === undefined ? place.dialect : dialects[declared];
  if (dialect === undefined) onUnknownDialect({ pointer: place.pointer, schema });
  let result: Place = { ...place, dialect: dialect ?? place.dialect };
  const hidesSiblings = result.dialect === 'draft-07' && typeof schema['$ref'] === 'string';
  const id = hidesSiblings ? undefined : schema['$id'];
  if (typeof id === 'string' && !id.startsWith('#')) {
    const base = toAbsolute(id, place.base).replace(/#$/, '');
    result = { ...result, base, address: base };
    byAddress.set(base, result);
  }
  const anchors = [
    schema['$anchor'],
    schema['$dynamicAnchor'],
    typeof id === 'string' && id.startsWith('#') ? id.slice(1) : undefined,
  ];
  for (const anchor of anchors)
    if (typeof anchor === 'string') byAddress.set(`${result.base.split('#')[0]}#${anchor}`, result);
  return result;
}

type Part = readonly [keys: readonly (string | number)[], part: JsonValue];

/** Direct subschemas with their keys; `enum`, `const` and unknown keywords hold none. */
function schemaParts(schema: JsonObject): readonly Part[] {
  return Object.entries(schema).flatMap(([keyword, value]): readonly Part[] => {
    if (Array.isArray(value) && (schemaKeywords.list.has(keyword) || keyword === 'items')) {
      return value.map((part: JsonValue, index) => [[keyword, index], part] as const);
    }
    const isOne = schemaKeywords.one.has(keyword) || keyword === 'additionalItems';
    if (isOne) return [[[keyword], value] as const];
    const byName = schemaKeywords.byName.has(keyword) || ['$defs', 'definitions', 'dependencies'].includes(keyword);
    return byName && isJsonObject(value)
      ? Object.entries(value).map(([name, part]) => [[keyword, name], part] as const)
      : [];
  });
}
