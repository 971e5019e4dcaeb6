/**
 * Places that must have one schema. Named places are united first; whatever lies at the same key of united places is
 * united too (congruence closure), which is how recursion is found.
 */
import { kindIndex } from './observation.js';
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
  inside(place: Observation): Inside;
  /** The kinds seen at the set's places as a mask: without null, and whole numbers as numbers. */
  kinds(place: Observation): number;
}

/** What lies inside a set of places: for each step one place. */
export type Inside = Pick<Observation, 'members' | 'entries' | 'items'>;

/** How many steps lead on. */
export function stepCount({ members, entries, items }: Inside): number {
  return members.size + (entries === undefined ? 0 : 1) + (items === undefined ? 0 : 1);
}

/** Every place in a set of its own. */
export function createGroups(): Groups {
  const nodes = new Map<Observation, Node>();
  const topOf = (place: Observation): Node => {
    const node = nodes.get(place);
    if (node !== undefined) return findTop(node);
    const created = createNode(place);
    nodes.set(place, created);
    return created;
  };
  return {
    unite(first, second) {
      const work: [Observation, Observation][] = [[first, second]];
      for (let pair = work.pop(); pair !== undefined; pair = work.pop()) {
        const [a, b] = [topOf(pair[0]), topOf(pair[1])];
        if (a !== b) mergeNodes(a, b, work);
      }
    },
    find(place) {
      const node = nodes.get(place);
      return node === undefined ? place : findTop(node).place;
    },
    members: (place) => topOf(place).places,
    inside: (place) => topOf(place),
    kinds: (place) => topOf(place).mask,
  };
}

/** A place and, while it stands for a set, what is known of the set. */
interface Node {
  parent: Node | undefined;
  readonly place: Observation;
  readonly places: Observation[];
  /** Those of the only place until there are more: most sets have one place, and are never written to. */
  members: ReadonlyMap<string, Observation>;
  /** The same map where it is our own. */
  own: Map<string, Observation> | undefined;
  entries: Observation | undefined;
  items: Observation | undefined;
  mask: number;
}

function createNode(place: Observation): Node {
  const { members, entries, items } = place;
  return { parent: undefined, place, places: [place], members, own: undefined, entries, items, mask: maskOf(place) };
}

function maskOf(place: Observation): number {
  let mask = 0;
  for (let kind = 1; kind < place.kinds.length; kind++)
    if ((place.kinds[kind]?.length ?? 0) > 0) mask |= 1 << (kind === kindIndex.integer ? kindIndex.number : kind);
  return mask;
}

/** The node of the whole set; on the way, nodes are brought closer to it. */
function findTop(node: Node): Node {
  let top = node;
  while (top.parent !== undefined) {
    if (top.parent.parent !== undefined) top.parent = top.parent.parent;
    top = top.parent;
  }
  return top;
}

/** Makes `b` part of `a`; what lies at the same steps of both has to be united next. */
function mergeNodes(a: Node, b: Node, work: [Observation, Observation][]): void {
  b.parent = a;
  for (const place of b.places) a.places.push(place);
  a.mask |= b.mask;
  if (a.members.size === 0) {
    a.members = b.members;
    a.own = b.own;
  } else if (b.members.size > 0) mergeMembers(a, b, work);
  if (b.entries !== undefined) {
    if (a.entries === undefined) a.entries = b.entries;
    else work.push([a.entries, b.entries]);
  }
  if (b.items !== undefined) {
    if (a.items === undefined) a.items = b.items;
    else work.push([a.items, b.items]);
  }
}

function mergeMembers(a: Node, b: Node, work: [Observation, Observation][]): void {
  b.members.forEach((member, name) => {
    const twin = a.members.get(name);
    if (twin !== undefined) {
      if (twin !== member) work.push([twin, member]);
      return;
    }
    if (a.own === undefined) a.members = a.own = new Map(a.members);
    a.own.set(name, member);
  });
}
