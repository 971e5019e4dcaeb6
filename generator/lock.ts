/** `hookwright.lock.json`: which inputs and tools made the output, and a hash of every file as written. Loads no library. */
import { hash } from 'node:crypto';

import { UsageError } from './diagnostics.js';
import type { GeneratedFile } from './emit/emitter.js';
import { byCodeUnit } from './order.js';
import type { ProviderFacts, ProviderRecord, Warnings } from './provider-record.js';

export const LOCK_PATH = 'hookwright.lock.json';

const FORMAT = 2;

/** The lock's content, version 2. */
export interface Lock {
  readonly format: typeof FORMAT;
  /** Versions of what decides the bytes, by name; `sources` is a hash of the generator's own code. */
  readonly tools: Readonly<Record<string, string>>;
  /** SHA-256 of every input, by path. */
  readonly inputs: Readonly<Record<string, string>>;
  /** SHA-256 of each provider's intermediate representation: files made from an equal one are taken as they are. */
  readonly providers: Readonly<Record<string, string>>;
  /** Exported type names of each provider: a name that leaves this list is a breaking change. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Names of types that were found by their shape, by the places of samples that they were found at; by provider. */
  readonly pins?: Pins;
  /** What is said of each provider, and the hash of its inputs: as long as it stays the provider is not built again. */
  readonly built?: Readonly<Record<string, BuiltProvider>>;
  /** SHA-256 of every generated file as written, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** SHA-256 of all the above: two branches whose locks merge line by line do not pass for one that was generated. */
  readonly digest: string;
}

/** A provider as it was built. */
export interface BuiltProvider {
  readonly inputs: string;
  readonly facts: ProviderFacts;
  /** Left out where there are none. */
  readonly warnings?: Warnings;
  /** What parts of it were printed from: as long as that stays they are not printed again. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** Type names by place, by provider. */
export type Pins = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A lock as found on disk. A damaged one only costs time and the word "stale"; one of a newer version ends the command. */
export type FoundLock =
  | { readonly kind: 'none' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'sound'; readonly lock: Lock };

/** SHA-256 in hex of a text with LF line ends. */
export function hashText(text: string): string {
  return hash('sha256', text, 'hex');
}

/** The hash of a file as it will be written. */
export function hashFile({ content, facts }: GeneratedFile): string {
  return facts?.hash ?? hashText(content);
}

/** The lock of a finished generation. */
export function lockFile(input: {
  readonly tools: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly providers: readonly ProviderRecord[];
  /** Made in this run. */
  readonly files: readonly GeneratedFile[];
  /** Hashes of files that stay as they are, by path. */
  readonly kept: Readonly<Record<string, string>>;
}): GeneratedFile {
  const made = Object.fromEntries(input.files.map((file) => [file.path, hashFile(file)]));
  const content: Omit<Lock, 'digest'> = {
    format: FORMAT,
    tools: input.tools,
    inputs: sortKeys(input.inputs),
    providers: byName(input.providers, (record) => record.representation),
    names: byName(input.providers, (record) => record.names),
    ...pinsOf(input.providers),
    built: byName(input.providers, builtOf),
    files: sortKeys({ ...made, ...input.kept }),
  };
  return { path: LOCK_PATH, content: print({ ...content, digest: digestOf(content) }) };
}

/** Reads the text of a lock. Throws a `UsageError` for a lock of a newer version: an older program must not undo its work. */
export function readLock(text: string | undefined): FoundLock {
  if (text === undefined) return { kind: 'none' };
  const value = parse(text);
  if (typeof value?.format === 'number' && value.format > FORMAT) {
    throw new UsageError(
      `${LOCK_PATH} was written by a newer hookwright (format ${value.format}, this one reads ${FORMAT}); install that version, or delete the file and generate again`,
    );
  }
  if (!isComplete(value)) return { kind: 'damaged' };
  const { digest, ...content } = value;
  return digest === digestOf(content) && print(value) === text ? { kind: 'sound', lock: value } : { kind: 'damaged' };
}

/**
 * Hashes of the files as written, from the lock and from the lock that an interrupted run had begun to write. Damaged
 * locks count as far as they can be read, because they only decide the word for a file that differs.
 */
export function readWrittenHashes(text: string | undefined): Readonly<Record<string, string>> {
  const files: unknown = parse(text ?? '')?.files;
  return typeof files === 'object' && files !== null ? (files as Readonly<Record<string, string>>) : {};
}

type Parsed = Partial<Omit<Lock, 'format'>> & { readonly format?: number };

function parse(text: string): Parsed | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isComplete(value: Parsed | undefined): value is Lock {
  if (value?.format !== FORMAT) return false;
  const records: readonly unknown[] = [value.tools, value.inputs, value.providers, value.names, value.files];
  return typeof value.digest === 'string' && records.every((record) => typeof record === 'object' && record !== null);
}

function digestOf(content: Omit<Lock, 'digest'>): string {
  return hashText(JSON.stringify(content));
}

function print(lock: Lock): string {
  return `${JSON.stringify(lock, undefined, 2)}\n`;
}

/** Left out where no type was found by its shape. */
function pinsOf(providers: readonly ProviderRecord[]): { readonly pins?: Pins } {
  const pinned = providers.filter((record) => Object.keys(record.pins).length > 0);
  return pinned.length === 0 ? {} : { pins: byName(pinned, (record) => sortKeys(record.pins)) };
}

function builtOf({ inputs, facts, warnings, parts }: ProviderRecord): BuiltProvider {
  const isQuiet = warnings.built.length + warnings.emitted.length === 0;
  return { inputs, facts, ...(isQuiet ? {} : { warnings }), parts: sortKeys(parts) };
}

function byName<T>(
  providers: readonly ProviderRecord[],
  value: (record: ProviderRecord) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(providers.map((record) => [record.facts.name, value(record)]));
}

function sortKeys(record: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => byCodeUnit(left, right)));
}
