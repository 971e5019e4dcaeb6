/** `hookwright.lock.json`: which inputs and tools made the output, and a hash of every file as written. */
import { createHash } from 'node:crypto';

import type { GeneratedFile } from './emit/emitter.js';
import { isObject } from './load/parse-text.js';
import { byCodeUnit } from './order.js';
import type { ProviderIR } from './ir/ir.js';

export const LOCK_PATH = 'hookwright.lock.json';

/** The lock's content, version 1. */
export interface Lock {
  readonly format: 1;
  /** Versions of what decides the bytes, by name. */
  readonly tools: Readonly<Record<string, string>>;
  /** SHA-256 of every input, by path. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Exported type names of each provider: a name that leaves this list is a breaking change. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** SHA-256 of every generated file as written, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** SHA-256 in hex of a text with LF line ends. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The lock of a finished generation. */
export function lockFile(input: {
  readonly tools: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly providers: readonly ProviderIR[];
  readonly files: readonly GeneratedFile[];
}): GeneratedFile {
  const lock: Lock = {
    format: 1,
    tools: input.tools,
    inputs: sortKeys(input.inputs),
    names: Object.fromEntries(input.providers.map((provider) => [provider.name, provider.schemas.map((schema) => schema.name)])),
    files: sortKeys(Object.fromEntries(input.files.map((file) => [file.path, hashText(file.content)]))),
  };
  return { path: LOCK_PATH, content: `${JSON.stringify(lock, undefined, 2)}\n` };
}

/** The hashes of an existing lock, or none: a lock that cannot be read only costs the word "stale". */
export function readWrittenHashes(text: string | undefined): Readonly<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    const files = isObject(value as never) ? (value as { readonly files?: unknown }).files : undefined;
    return typeof files === 'object' && files !== null ? (files as Readonly<Record<string, string>>) : {};
  } catch {
    return {};
  }
}

function sortKeys(record: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => byCodeUnit(left, right)));
}
