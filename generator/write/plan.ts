/** Files wanted and files on disk in, what would have to change out. Pure; `check` prints it, `apply` performs it. */
import type { GeneratedFile } from '../emit/emitter.js';
import { byCodeUnit } from '../order.js';

/** Why a file on disk is not as it should be. */
export type Change =
  /** The file does not exist. */
  | { readonly kind: 'missing'; readonly path: string }
  /** Its text is not what the generator would write, and not what it last wrote: somebody edited it. */
  | { readonly kind: 'edited'; readonly path: string }
  /** Its text is what the generator last wrote, but inputs have changed since. */
  | { readonly kind: 'stale'; readonly path: string }
  /** The generator does not write such a file. */
  | { readonly kind: 'extra'; readonly path: string };

export interface PlanInput {
  readonly wanted: readonly GeneratedFile[];
  /** Paths of files that are to stay as they are. */
  readonly kept?: readonly string[];
  /** Hashes of the texts on disk, by path; CRLF has been read as LF. */
  readonly present: ReadonlyMap<string, string>;
  /** Hash of each text as last written, from the lock; empty without one. */
  readonly written: Readonly<Record<string, string>>;
  /** The same from the lock of a run that was interrupted. */
  readonly interrupted?: Readonly<Record<string, string>>;
  readonly hash: (text: string) => string;
}

/** Every change needed, in code-unit order of the paths; none if the folder is as it should be. */
export function planChanges(input: PlanInput): readonly Change[] {
  const wanted = new Set([...input.wanted.map((file) => file.path), ...(input.kept ?? [])]);
  const changes = input.wanted.flatMap((file): readonly Change[] => {
    const present = input.present.get(file.path);
    if (present === undefined) return [{ kind: 'missing', path: file.path }];
    if (present === input.hash(file.content)) return [];
    return [{ kind: isAsWritten(input, file.path, present) ? 'stale' : 'edited', path: file.path }];
  });
  const extra = [...input.present.keys()]
    .filter((path) => !wanted.has(path))
    .map((path): Change => ({ kind: 'extra', path }));
  return [...changes, ...extra].sort((left, right) => byCodeUnit(left.path, right.path));
}

/** The lock itself has no hash of its own: a different lock is stale. */
function isAsWritten(input: PlanInput, path: string, present: string): boolean {
  const hashes = [input.written, input.interrupted ?? {}].flatMap((written) =>
    Object.hasOwn(written, path) ? [written[path]] : [],
  );
  return hashes.length === 0 ? path === 'hookwright.lock.json' : hashes.includes(present);
}
