/** The files of a bundle: found by path, by address or by `$id`, each read once, in the order in which they are met. */
import { escapeToken } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';
import type { BundleInput } from './document-bundle.js';
import { isObject } from './parse-text.js';

/** A schema by its `$id`. */
export interface Identified {
  readonly file: string;
  readonly pointer: string;
}

export interface Resources {
  /** Grows while it is gone through: finding a file adds it. */
  readonly files: readonly { readonly path: string; readonly value: JsonObject }[];
  /** The file, or the schema with that `$id`, that a path or address means, as seen from a file. */
  find(path: string, from: string): string | Identified | undefined;
  valueOf(file: string): JsonObject | undefined;
  /** Pointer of the schema with this `$anchor` (or dynamic anchor) in a file. */
  anchor(file: string, name: string): string | undefined;
  /** A pointer of a file as a reference into the bundle. */
  address(file: string, pointer: string): string;
}

/** Starts with the root; other files join when something refers to them. */
export function createResources(input: BundleInput): Resources {
  const files = [{ path: input.path, value: input.root }];
  const identified = new Map<string, Identified>();
  const anchors = new Map<string, string>();
  const add = (path: string, value: JsonObject): void => {
    index(value, '', (key, text, pointer) => {
      if (key === '$id') identified.set(absolute(text, path), { file: path, pointer });
      else anchors.set(`${path}#${text}`, pointer);
    });
  };
  add(input.path, input.root);
  const valueOf = (file: string): JsonObject | undefined => files.find((known) => known.path === file)?.value;
  const find = (path: string, from: string): string | Identified | undefined => {
    const wanted = absolute(path, from);
    if (valueOf(wanted) !== undefined) return wanted;
    const known = identified.get(wanted);
    if (known !== undefined) return known;
    const value = input.read(wanted);
    if (value === undefined) return undefined;
    files.push({ path: wanted, value });
    add(wanted, value);
    return wanted;
  };
  return {
    files,
    find,
    valueOf,
    anchor: (file, name) => anchors.get(`${file}#${name}`),
    address: (file, pointer) =>
      `#${file === input.path ? '' : `/x-external/${encodeURI(escapeToken(file))}`}${pointer}`,
  };
}

/** A path against the file that it stands in; never above the provider's folder. */
function absolute(path: string, from: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return path;
  if (/^https:/.test(from)) return new URL(path, from).href;
  const parts: string[] = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of decodeURI(path).split('/')) {
    // A path that leaves the folder keeps its dots, so that nothing is found.
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function index(value: JsonValue, pointer: string, found: (key: string, text: string, pointer: string) => void): void {
  if (Array.isArray(value))
    for (const [position, item] of (value as JsonValue[]).entries()) index(item, `${pointer}/${position}`, found);
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    if (['$id', '$anchor', '$dynamicAnchor'].includes(key) && typeof member === 'string') found(key, member, pointer);
    else if (typeof member === 'object') index(member, `${pointer}/${escapeToken(key)}`, found);
  }
}
