/**
 * One change of a named type shows wherever the type is written out, or is composed with others, on one side only. Here
 * such echoes become one change again: at the type itself.
 */
import type { Expansion, SchemaChange } from './change.js';

/** A change and the exported type that it was found in. */
export interface Found {
  /** Name in the new version. */
  readonly name: string;
  readonly change: SchemaChange;
}

/** A change with every type that shows it; the first stands for all. */
export interface Gathered<T extends Found> {
  readonly first: T;
  readonly others: readonly T[];
  /** The type that all of them open, where there are several. */
  readonly within: Expansion | undefined;
}

/** Leaves out what a named type already says itself, and gathers what several types say of one that they open. */
export function gatherChanges<T extends Found>(found: readonly T[]): readonly Gathered<T>[] {
  const own = new Set(found.map(({ name, change }) => keyOf(name, change, 0)));
  const groups = new Map<string, T[]>();
  for (const one of found) {
    const { name, change } = one;
    const isEcho = change.within.some((step) => step.name !== name && own.has(keyOf(step.name, change, step.at)));
    if (isEcho) continue;
    const opened = referenceOf(change);
    const key = opened === undefined ? keyOf(name, change, 0) : `within ${keyOf(opened.name, change, opened.at)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ first, others, within: others.length === 0 ? undefined : referenceOf(first.change) }],
  );
}

/** The innermost type that the place refers to, where the change is inside it and not of the place as a whole. */
function referenceOf(change: SchemaChange): Expansion | undefined {
  return [...change.within].reverse().find((step) => step.as === 'reference' && step.at < change.tokens.length);
}

function keyOf(name: string, change: SchemaChange, at: number): string {
  return [name, change.kind, change.detail, ...change.tokens.slice(at)].join('\n');
}
