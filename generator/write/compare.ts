/** The output folder against what was generated: what the plan needs from disk, read once. */
import type { GeneratedFile } from '../emit/emitter.js';
import { hashText, LOCK_PATH, readLock, readWrittenHashes } from '../lock.js';
import type { Lock } from '../lock.js';
import { PENDING_LOCK_PATH, readOutput } from './disk.js';
import { planChanges } from './plan.js';
import type { Change } from './plan.js';

/** The output folder as found. */
export interface PresentOutput {
  /** Texts by path, CRLF read as LF. */
  readonly files: ReadonlyMap<string, string>;
  /** Undefined without a lock that can be trusted. */
  readonly lock: Lock | undefined;
  readonly damagedLock: boolean;
  /** True after a run that was ended while it wrote. */
  readonly interrupted: boolean;
}

/** Reads the output folder; a lock of a newer version is a `UsageError`. */
export async function readPresent(folder: string): Promise<PresentOutput> {
  const files = await readOutput(folder);
  const found = readLock(files.get(LOCK_PATH));
  return {
    files,
    lock: found.kind === 'sound' ? found.lock : undefined,
    damagedLock: found.kind === 'damaged',
    interrupted: files.has(PENDING_LOCK_PATH),
  };
}

/** What would have to change for the folder to be as generated. */
export function compareOutput(present: PresentOutput, wanted: readonly GeneratedFile[]): readonly Change[] {
  return planChanges({
    wanted,
    present: present.files,
    written: readWrittenHashes(present.files.get(LOCK_PATH)),
    interrupted: readWrittenHashes(present.files.get(PENDING_LOCK_PATH)),
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
