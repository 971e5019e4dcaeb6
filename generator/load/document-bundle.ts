/**
 * Makes a document self-contained: files that it refers to join it under `x-external`, and every reference becomes a
 * pointer into the one document. Files may refer to one another in circles; each is brought in once.
 */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import { decodeFragment, escapeToken, valueAt } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { isData, isNameMap } from './document-names.js';
import { createResources } from './document-resources.js';
import type { Resources } from './document-resources.js';
import { isObject } from './parse-text.js';

export interface BundleInput {
  readonly root: JsonObject;
  readonly path: string;
  /** A file by its path or address; undefined where there is none. */
  readonly read: (path: string) => JsonObject | undefined;
  /** How messages name a file. */
  readonly label: (path: string) => string;
}

/** Where the files that a document refers to are kept in it. */
export const EXTERNAL = 'x-external';

/** Bundles a document; references that lead nowhere are reported and left as they are. */
export function bundleDocument(input: BundleInput): StageResult<JsonObject> {
  if (!needsBundling(input.root)) return { value: input.root, diagnostics: [] };
  const resources = createResources(input);
  const diagnostics: Diagnostic[] = [];
  const files = new Map<string, JsonValue>();
  for (const file of resources.files) {
    const place: Place = { file: file.path, pointer: '', resource: '', recursive: undefined, isMap: false };
    files.set(file.path, rewrite(file.value, place, { resources, diagnostics, label: input.label }));
  }
  const root = files.get(input.path);
  files.delete(input.path);
  const value = isObject(root) ? root : input.root;
  return { value: files.size === 0 ? value : { ...value, [EXTERNAL]: Object.fromEntries(files) }, diagnostics };
}

interface Place {
  readonly file: string;
  readonly pointer: string;
  /** Pointer of the nearest schema with an `$id` around here. */
  readonly resource: string;
  /** Pointer of the outermost schema with `$recursiveAnchor` around here. */
  readonly recursive: string | undefined;
  /** True among the values of a map: its keys are names, whatever they are called. */
  readonly isMap: boolean;
}

interface Work {
  readonly resources: Resources;
  readonly diagnostics: Diagnostic[];
  readonly label: (path: string) => string;
}

function rewrite(value: JsonValue, outer: Place, work: Work): JsonValue {
  if (Array.isArray(value))
    return value.map((item: JsonValue, index) => rewrite(item, below(outer, String(index)), work));
  if (!isObject(value)) return value;
  const place = enter(value, outer);
  const entries = Object.entries(value).map(([key, member]): readonly [string, JsonValue] => {
    if (outer.isMap) return [key, rewrite(member, below(place, key), work)];
    if (isData(key)) return [key, member];
    if (key === '$ref' && typeof member === 'string') return [key, target(member, place, work) ?? member];
    if ((key === '$recursiveRef' || key === '$dynamicRef') && typeof member === 'string')
      return dynamic(key, member, place, work);
    if (key === 'discriminator' && isObject(member)) return [key, mapped(member, place, work)];
    return [key, rewrite(member, below(place, key, isNameMap(key)), work)];
  });
  return Object.fromEntries(entries);
}

function below(place: Place, key: string, isMap = false): Place {
  return { ...place, pointer: `${place.pointer}/${escapeToken(key)}`, isMap };
}

function enter(value: JsonObject, place: Place): Place {
  const resource = typeof value['$id'] === 'string' && !value['$id'].startsWith('#') ? place.pointer : place.resource;
  const recursive = place.recursive ?? (value['$recursiveAnchor'] === true ? place.pointer : undefined);
  return { ...place, resource, recursive };
}

/** The reference as a pointer into the bundle; undefined where it leads nowhere. */
function target(reference: string, place: Place, work: Work): string | undefined {
  const { resources } = work;
  const [path = '', fragment = ''] = reference.split('#', 2);
  const file = path === '' ? place.file : resources.find(path, place.file);
  if (file === undefined) {
    dangling(reference, place, work);
    return undefined;
  }
  if (typeof file === 'object') return resources.address(file.file, file.pointer + fragment);
  if (fragment !== '' && !fragment.startsWith('/')) {
    const anchor = resources.anchor(file, fragment);
    if (anchor === undefined) dangling(reference, place, work);
    return anchor === undefined ? undefined : resources.address(file, anchor);
  }
  // In a schema with an `$id`, `#/…` means that schema; vendors who add `$id`s mostly mean the document all the same.
  const own = path === '' && place.resource !== '' ? place.resource + fragment : undefined;
  const inner =
    own !== undefined && valueAt(resources.valueOf(file), decodeFragment(own)) !== undefined ? own : fragment;
  return resources.address(file, inner);
}

/** Where the anchor is known without running anything, a dynamic reference is a plain one. */
function dynamic(key: string, reference: string, place: Place, work: Work): readonly [string, JsonValue] {
  const pointer =
    key === '$recursiveRef'
      ? reference === '#'
        ? place.recursive
        : undefined
      : work.resources.anchor(place.file, reference.slice(1));
  return pointer === undefined ? [key, reference] : ['$ref', work.resources.address(place.file, pointer)];
}

function mapped(discriminator: JsonObject, place: Place, work: Work): JsonObject {
  const { mapping } = discriminator;
  if (!isObject(mapping)) return discriminator;
  const entries = Object.entries(mapping).map(([value, reference]): readonly [string, JsonValue] => {
    const isPath = typeof reference === 'string' && /[#/]|\.(ya?ml|json)$/.test(reference);
    return [value, isPath ? (target(reference, place, work) ?? reference) : reference];
  });
  return { ...discriminator, mapping: Object.fromEntries(entries) };
}

function dangling(reference: string, place: Place, { diagnostics, label }: Work): void {
  const isRemote = /^https?:/.test(reference);
  diagnostics.push({
    code: 'reference-dangling',
    severity: 'error',
    message: `"${reference}" points at nothing`,
    at: { file: label(place.file), pointer: `${place.pointer}/$ref` },
    hint: isRemote
      ? "Generate with --allow-remote (https only), or put the file in the provider's folder."
      : "Mend the path, or put the file in the provider's folder.",
  });
}

/** True where something is not a plain pointer into the document itself. */
function needsBundling(value: JsonValue, isMap = false): boolean {
  if (Array.isArray(value)) return (value as JsonValue[]).some((item) => needsBundling(item));
  if (!isObject(value)) return false;
  for (const key in value) {
    const member = value[key];
    if (typeof member === 'string') {
      if (key === '$ref' ? !member.startsWith('#/') : key === '$id' || key === '$recursiveRef' || key === '$dynamicRef')
        return true;
    } else if (typeof member === 'object' && member !== null && (isMap || !isData(key))) {
      if (needsBundling(member, !isMap && isNameMap(key))) return true;
    }
  }
  return false;
}
