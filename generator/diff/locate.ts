/** The lines of changes, for those who show them beside a document. */
import type { Change } from './change.js';
import { linesOf } from './lines.js';
import type { ComparedProvider } from './places.js';

/** The line of a change, from 1, in its file; undefined where the file is not at hand. */
export type LineOf = (change: Change) => number | undefined;

/**
 * Finds the lines of changes. Of what is gone, the line is that of what it was a part of: the new version, which people
 * look at, may have something else at its place.
 */
export function locate(
  changes: readonly Change[],
  before: Iterable<ComparedProvider>,
  after: Iterable<ComparedProvider>,
): LineOf {
  const [old, present] = [[...before], [...after]];
  const lines = new Map<string, ReadonlyMap<string, number>>();
  const kept = new Set<string>();
  for (const file of new Set(changes.map((change) => change.file))) {
    const text = textOf(present, file);
    if (text !== undefined) kept.add(file);
    const wanted = changes.filter((change) => change.file === file).flatMap(({ pointer }) => waysUp(pointer));
    lines.set(file, linesIn(text ?? textOf(old, file) ?? '', new Set(wanted)));
  }
  return ({ kind, file, pointer }) => {
    const found = lines.get(file);
    const isGone = kind.endsWith('-removed') && kept.has(file);
    return waysUp(pointer)
      .slice(isGone ? 1 : 0)
      .flatMap((each) => found?.get(each) ?? [])[0];
  };
}

/** None where JSON is no YAML, as with a tab where an indent would be: an annotation is not worth an error. */
function linesIn(text: string, pointers: ReadonlySet<string>): ReadonlyMap<string, number> {
  try {
    return linesOf(text, pointers);
  } catch {
    return new Map();
  }
}

function textOf(providers: readonly ComparedProvider[], file: string): string | undefined {
  return providers.flatMap((provider) => provider.text?.(file) ?? [])[0];
}

/** A pointer and those of all that it is a part of, the nearest first; not the document as a whole. */
function waysUp(pointer: string): readonly string[] {
  const found: string[] = [];
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) found.push(at);
  return found;
}
