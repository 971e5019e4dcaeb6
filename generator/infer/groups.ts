/**
 * Places that must have one schema. Named places are united first; whatever lies at the same key of united places is
 * united too (congruence closure), which is how recursion is found.
 */
import type { Observation } from './observation.js';

/** Disjoint sets of places. */
export interface Groups {
  /** Puts two places, and all that lies at the same keys inside them, into one set. */
  unite(a: Observation, b: Observation): void;
  /** The place that stands for the set; the same for all in it until the next `unite`. */
  find(place: Observation): Observation;
  /** All places of the set, in the order in which they were united. */
  members(place: Observation): readonly Observation[];
  /** For each step that leads on from a place of the set, one of the places that it leads to. */
  children(place: Observation): ReadonlyMap<string, Observation>;
}

/** The steps from a place to those inside it. */
export function inside(place: Observation): readonly (readonly [step: string, place: Observation])[] {
  const found: [string, Observation][] = [];
  for (const [name, member] of place.members) found.push([`.${name}`, member]);
  if (place.entries !== undefined) found.push(['*', place.entries]);
  if (place.items !== undefined) found.push(['[]', place.items]);
  return found;
}

/** Every place in a set of its own. */
export function createGroups(): Groups {
  const parents = new Map<Observation, Observation>();
  const sets = new Map<Observation, SetOfPlaces>();

  function find(place: Observation): Observation {
    let top = place;
    for (let next = parents.get(top); next !== undefined; next = parents.get(top)) top = next;
    for (let at = place; at !== top;) {
      const next = parents.get(at) ?? top;
      parents.set(at, top);
      at = next;
    }
    return top;
  }

  function setOf(top: Observation): SetOfPlaces {
    let set = sets.get(top);
    if (set === undefined) sets.set(top, (set = createSet(top)));
    return set;
  }

  function unite(first: Observation, second: Observation): void {
    const work: [Observation, Observation][] = [[first, second]];
    for (let pair = work.pop(); pair !== undefined; pair = work.pop()) {
      const a = find(pair[0]);
      const b = find(pair[1]);
      if (a === b) continue;
      parents.set(b, a);
      const set = setOf(a);
      const other = sets.get(b) ?? createSet(b);
      set.places.push(...other.places);
      if (set.children.size === 0) set.children = other.children;
      else {
        for (const [step, child] of other.children) {
          const twin = set.children.get(step);
          if (twin === undefined) set.children.set(step, child);
          else work.push([twin, child]);
        }
      }
      sets.delete(b);
    }
  }

  return {
    unite,
    find,
    members: (place) => setOf(find(place)).places,
    children: (place) => setOf(find(place)).children,
  };
}

interface SetOfPlaces {
  readonly places: Observation[];
  children: Map<string, Observation>;
}

/** Shared by all sets of scalars, which are most; never written to, because a set without children takes the other's. */
const noChildren = new Map<string, Observation>();

function createSet(place: Observation): SetOfPlaces {
  const children = inside(place);
  return { places: [place], children: children.length === 0 ? noChildren : new Map(children) };
}
