/** The first shape of each type found so far, looked up by the names of its members. */
import type { Observation } from './observation.js';
import { thresholds } from './thresholds.js';

/** `names` are those of the place's members, the same text for the same names. */
export interface Leaders {
  /** Those that may be similar, in the order in which they were added. */
  near(place: Observation, names: string): readonly Observation[];
  /** Makes a leader known by the names of a place. */
  add(leader: Observation, place: Observation, names: string): void;
}

/**
 * A shape that is similar to another lacks at most a fifth of its members. So at least one of any larger share of a
 * shape's names leads to every similar one: the rarest names are looked up, and few shapes have to be compared.
 */
export function createLeaders(places: readonly Observation[]): Leaders {
  const counts = countNames(places);
  const numbers = new Map<Observation, number>();
  const named = new Map<string, Set<Observation>>();
  const known = new Map<Observation, Set<string>>();
  // Places come sorted, so that those with the same names follow each other.
  let last: { readonly names: string; readonly found: readonly Observation[] } | undefined;
  return {
    near(place, names) {
      if (last?.names === names) return last.found;
      const rare = [...place.members.keys()].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
      const found = new Set<Observation>();
      for (const name of rare.slice(0, Math.floor(rare.length * (1 - thresholds.similarity) + 1e-9) + 1))
        for (const leader of named.get(name) ?? []) found.add(leader);
      last = { names, found: [...found].sort((a, b) => (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0)) };
      return last.found;
    },
    add(leader, place, names) {
      if (!numbers.has(leader)) numbers.set(leader, numbers.size);
      const own = known.get(leader) ?? new Set();
      if (own.has(names)) return;
      known.set(leader, own.add(names));
      last = undefined;
      for (const name of place.members.keys()) {
        const leaders = named.get(name);
        if (leaders === undefined) named.set(name, new Set([leader]));
        else leaders.add(leader);
      }
    },
  };
}

function countNames(places: readonly Observation[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const place of places) for (const name of place.members.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
