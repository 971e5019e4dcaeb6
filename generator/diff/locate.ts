/** The lines of changes, for those who show them beside a document. */
import type { Change } from './change.js';
import { linesOf } from './lines.js';
import type { ComparedProvider } from './places.js';

/** The line of a change, from 1, in its file; undefined where the file is not at hand. */
export type LineOf = (change: Change) => number | undefined;

/** Finds the lines of changes: of what the new version lacks, that of the nearest place around it which it has. */
export function locate(
  changes: readonly Change[],
  before: Iterable<ComparedProvider>,
  after: Iterable<ComparedProvider>,
): LineOf {
  const [old, present] = [[...before], [...after]];
  const lines = new Map<string, ReadonlyMap<string, number>>();
  for (const file of new Set(changes.map((change) => change.file))) {
    const text = textOf(present, file) ?? textOf(old, file) ?? '';
    const wanted = changes.filter((change) => change.file === file).flatMap(({ pointer }) => waysUp(pointer));
    lines.set(file, linesIn(text, new Set(wanted)));
  }
  return ({ file, pointer }) => waysUp(pointer).flatMap((each) => lines.get(file)?.get(each) ?? [])[0];
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
