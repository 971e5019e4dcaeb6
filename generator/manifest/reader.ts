/** Reads members of untrusted data: every wrong kind and unknown key becomes a diagnostic, and reading goes on. */
import type { Diagnostic } from '../diagnostics.js';
import { isObject } from '../load/parse-text.js';
import { escapeToken } from '../pointer.js';
import { byCodeUnit } from '../order.js';
import type { JsonObject, JsonValue } from '../schema.js';

/** One object of the manifest, with its place; problems are collected in `problems`. */
export interface Reader {
  readonly file: string;
  readonly pointer: string;
  readonly value: JsonObject;
  readonly problems: Diagnostic[];
}

/** Starts reading an object; anything else counts as empty and is reported. */
export function readObject(parent: Omit<Reader, 'value'>, value: JsonValue | undefined): Reader {
  if (isObject(value)) return { ...parent, value };
  report(parent, 'expected a mapping with keys');
  return { ...parent, value: {} };
}

/** A reader for a member that is an object; absent counts as empty without a report. */
export function child(reader: Reader, key: string): Reader {
  const value = reader.value[key];
  return readObject(at(reader, key), value === undefined ? {} : value);
}

/** The members of an object member, each as a reader, in the order of the file. */
export function children(reader: Reader, key: string): readonly (readonly [string, Reader])[] {
  const list = child(reader, key);
  return Object.entries(list.value).map(([name, value]) => [name, readObject(at(list, name), value)] as const);
}

/** The items of an array member, each with its place. */
export function items(reader: Reader, key: string): readonly (readonly [JsonValue, Omit<Reader, 'value'>])[] {
  const value = reader.value[key];
  if (value === undefined) return [];
  if (Array.isArray(value))
    return value.map((item, index) => [item as JsonValue, at(at(reader, key), String(index))] as const);
  report(at(reader, key), 'expected a list');
  return [];
}

export function text(reader: Reader, key: string): string | undefined;
export function text(reader: Reader, key: string, fallback: string): string;
export function text(reader: Reader, key: string, fallback?: string): string | undefined {
  const value = reader.value[key];
  if (value === undefined) return fallback;
  if (typeof value === 'string') return value;
  report(at(reader, key), `expected a text, not ${kindOf(value)}`);
  return fallback;
}

/** A text that must be there. */
export function requiredText(reader: Reader, key: string): string {
  if (reader.value[key] === undefined) report(reader, `"${key}" is missing`, `Add ${key}: <text>.`);
  return text(reader, key, '');
}

/** A JSON pointer, or nothing: the whole value. */
export function pointer(reader: Reader, key: string): string {
  return requirePointer(requiredText(reader, key), at(reader, key));
}

/** A list of JSON pointers. */
export function pointers(reader: Reader, key: string): readonly string[] {
  return texts(reader, key).map((value, index) => requirePointer(value, at(at(reader, key), String(index))));
}

/** The text itself; reported where it is no JSON pointer. */
export function requirePointer(value: string, place: Omit<Reader, 'value'>): string {
  if (value !== '' && !value.startsWith('/')) report(place, `"${value}" is no JSON pointer`, 'Begin with /.');
  return value;
}

/** A whole number that is not negative. */
export function count(reader: Reader, key: string): number | undefined {
  const value = reader.value[key];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  report(at(reader, key), 'expected a whole number that is not negative');
  return undefined;
}

export function flag(reader: Reader, key: string, fallback: boolean): boolean {
  const value = reader.value[key];
  if (value === undefined) return fallback;
  if (typeof value === 'boolean') return value;
  report(at(reader, key), `expected true or false, not ${kindOf(value)}`);
  return fallback;
}

/** One of a closed set of texts. */
export function choice<T extends string>(
  reader: Reader,
  key: string,
  values: readonly T[],
  fallback: T | undefined,
): T {
  const value = reader.value[key];
  const found = values.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  if (value === undefined && fallback !== undefined) return fallback;
  report(at(reader, key), `expected one of ${values.join(', ')}`);
  return fallback ?? (values[0] as T);
}

export function texts(reader: Reader, key: string): readonly string[] {
  return items(reader, key).flatMap(([item, place]) => {
    if (typeof item === 'string') return [item];
    report(place, `expected a text, not ${kindOf(item)}`);
    return [];
  });
}

export function counts(reader: Reader, key: string): readonly number[] {
  return items(reader, key).flatMap(([item, place]) => {
    if (typeof item === 'number' && Number.isInteger(item) && item >= 0) return [item];
    report(place, 'expected a whole number that is not negative');
    return [];
  });
}

/** A flat mapping of texts. */
export function textMap(reader: Reader, key: string): Readonly<Record<string, string>> {
  const list = child(reader, key);
  return Object.fromEntries(Object.keys(list.value).map((name) => [name, text(list, name, '')]));
}

/** Reports every key that is not known, with the nearest known one. */
export function onlyKeys(reader: Reader, known: readonly string[]): void {
  for (const key of Object.keys(reader.value)) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    const hint =
      near === undefined ? `Known keys: ${[...known].sort(byCodeUnit).join(', ')}.` : `Did you mean "${near}"?`;
    report(at(reader, key), `unknown key "${key}"`, hint);
  }
}

/** A place below a reader. */
export function at(reader: Omit<Reader, 'value'>, key: string): Omit<Reader, 'value'> {
  return { file: reader.file, problems: reader.problems, pointer: `${reader.pointer}/${escapeToken(key)}` };
}

export function report(place: Omit<Reader, 'value'>, message: string, hint?: string): void {
  const more = hint === undefined ? {} : { hint };
  place.problems.push({
    code: 'manifest-invalid',
    severity: 'error',
    message,
    at: { file: place.file, pointer: place.pointer },
    ...more,
  });
}

/** The candidate within two edits of a text, if there is one. */
export function nearest(wanted: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(wanted.toLowerCase(), candidate.toLowerCase()) }))
    .sort((left, right) => left.distance - right.distance || byCodeUnit(left.candidate, right.candidate));
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(2, Math.floor(wanted.length / 4)) ? best.candidate : undefined;
}

function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const substitution = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}
