/**
 * Notes one sample at the many places that it shows. Lists are shared and never written to: places with the same samples
 * have one list instead of thousands of equal ones, and what a sample makes of a list is worked out once.
 */
import { noEvidence, withDigest } from './evidence.js';
import type { Evidence } from './evidence.js';

/** Samples by kind, as an observation has them. */
export type Kinds = readonly Evidence[];

/** Adds the sample at hand. */
export interface Noter {
  /** Begins with the next sample. */
  begin(digest: number): void;
  /** The list with the sample in it. */
  add(list: Evidence): Evidence;
  /** The lists with the sample in the one of a kind. */
  addKind(kinds: Kinds, kind: number): Kinds;
}

/** No samples of any kind. */
export const noKinds: Kinds = Array.from({ length: 7 }, () => noEvidence);

/** A noter before its first sample. */
export function createNoter(): Noter {
  let digest = 0;
  const lists = createSteps((list: Evidence) => withDigest(list, digest));
  const byKind = noKinds.map((_, kind) =>
    createSteps((kinds: Kinds) => {
      const list = kinds[kind] ?? noEvidence;
      const next = lists.next(list);
      return next === list ? kinds : kinds.map((own, i) => (i === kind ? next : own));
    }),
  );
  return {
    begin(next) {
      digest = next;
      lists.forget();
      for (const steps of byKind) steps.forget();
    },
    add: lists.next,
    addKind: (kinds, kind) => byKind[kind]?.next(kinds) ?? kinds,
  };
}

/** A function of one sample, each value of which is worked out once. Most calls are the last one again. */
interface Steps<T> {
  readonly next: (from: T) => T;
  readonly forget: () => void;
}

function createSteps<T>(step: (from: T) => T): Steps<T> {
  const known = new Map<T, T>();
  let lastFrom: T | undefined;
  let lastTo: T | undefined;
  return {
    next(from) {
      if (lastTo !== undefined && (from === lastFrom || from === lastTo)) return lastTo;
      let to = known.get(from);
      if (to === undefined) {
        to = step(from);
        known.set(from, to);
        known.set(to, to);
      }
      lastFrom = from;
      lastTo = to;
      return to;
    },
    forget() {
      known.clear();
      lastFrom = undefined;
      lastTo = undefined;
    },
  };
}
