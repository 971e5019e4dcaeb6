/** The output folder against what was generated: what the plan needs from disk, read once. */
import type { GeneratedFile } from '../emit/emitter.js';
import { hashText, LOCK_PATH, readLock, readWrittenHashes } from '../lock.js';
import type { Lock } from '../lock.js';
import { hashOutput, PENDING_LOCK_PATH, readText } from './disk.js';
import { planChanges } from './plan.js';
import type { Change } from './plan.js';

/** The output folder as found. */
export interface PresentOutput {
  /** Hashes of the texts by path, CRLF read as LF. */
  readonly files: ReadonlyMap<string, string>;
  /** The text of one of them, CRLF read as LF. */
  readonly read: (path: string) => string | undefined;
  /** Undefined without a lock that can be trusted. */
  readonly lock: Lock | undefined;
  /** Hashes of the files as written, as far as the lock can be read. */
  readonly written: Readonly<Record<string, string>>;
  /** The same from the lock of a run that was ended while it wrote. */
  readonly begun: Readonly<Record<string, string>>;
  readonly damagedLock: boolean;
  /** True after a run that was ended while it wrote. */
  readonly interrupted: boolean;
}

/** Reads the output folder; a lock of a newer version is a `UsageError`. */
export async function readPresent(folder: string): Promise<PresentOutput> {
  const files = await hashOutput(folder);
  const [text, pending] = [readText(folder, LOCK_PATH), readText(folder, PENDING_LOCK_PATH)];
  const found = readLock(text);
  return {
    files,
    read: (path) => readText(folder, path),
    lock: found.kind === 'sound' ? found.lock : undefined,
    written: readWrittenHashes(text),
    begun: readWrittenHashes(pending),
    damagedLock: found.kind === 'damaged',
    interrupted: files.has(PENDING_LOCK_PATH),
  };
}

/** What would have to change for the folder to be as generated; `kept` are files that are so already. */
export function compareOutput(
  present: PresentOutput,
  wanted: readonly GeneratedFile[],
  kept: Readonly<Record<string, string>> = {},
): readonly Change[] {
  return planChanges({
    wanted,
    kept: Object.keys(kept),
    present: present.files,
    written: present.written,
    interrupted: present.begun,
    hash: hashText,
  });
}

/** What there is to say about the state of the folder itself, for a person. */
export function describePresent(present: PresentOutput, folder: string): readonly string[] {
  return [
    ...(present.interrupted ? [`${folder}: an earlier run was ended while it wrote; generate completes it`] : []),
    ...(present.damagedLock
      ? [`${folder}/${LOCK_PATH}: cannot be read as a lock (cut off, merged or edited); generate writes it anew`]
      : []),
  ];
}
