/** Finds shapes that repeat across a provider's samples and makes a type of each. */
import { byCodeUnit, sortedBy } from '../order.js';
import type { Claim } from './entities.js';
import { inside } from './groups.js';
import type { Groups } from './groups.js';
import type { InferOptions } from './infer.js';
import { kindIndex, seen, seenKinds } from './observation.js';
import type { Observation } from './observation.js';
import { nameShapes } from './shape-names.js';
import type { NamedShape } from './shape-names.js';
import { thresholds } from './thresholds.js';

/** Unites near-equal shapes in `groups`, and names those that occur in more than one place. */
export function poolShapes(
  folders: ReadonlyMap<string, Observation>,
  groups: Groups,
  claims: readonly Claim[],
  options: Pick<InferOptions, 'pinnedNames' | 'taken'>,
): readonly NamedShape[] {
  const found = sortedBy(folders, ([folder]) => folder).flatMap(([folder, place]) => listNested(place, `${folder}#`));
  const claimed = new Set(claims.map((claim) => groups.find(claim.places)));
  uniteSimilar(
    found.filter(({ place }) => isCandidate(place, claimed, groups)),
    groups,
  );
  return nameShapes(found, groups, claims, options);
}

/** A place inside a folder's samples, what holds it, and how it is reached from there. */
export interface FoundPlace {
  readonly path: string;
  readonly place: Observation;
  readonly parent: Observation;
  readonly step: string;
}

function listNested(root: Observation, path: string): readonly FoundPlace[] {
  const found: FoundPlace[] = [];
  const walk = (parent: Observation, at: string): void => {
    for (const [step, place] of inside(parent)) {
      if (place.members.size === 0 && place.items === undefined && place.entries === undefined) continue;
      const key = step.startsWith('.') ? step.slice(1).replaceAll('~', '~0').replaceAll('/', '~1') : '*';
      const there = `${at}/${key}`;
      found.push({ path: there, place, parent, step });
      walk(place, there);
    }
  };
  walk(root, path);
  return found;
}

function isCandidate(place: Observation, claimed: ReadonlySet<Observation>, groups: Groups): boolean {
  return place.members.size >= thresholds.similarMembers && !claimed.has(groups.find(place));
}

/** Larger shapes first, so that a part of a shape is compared with the whole; ties in the order of names and paths. */
function uniteSimilar(candidates: readonly FoundPlace[], groups: Groups): void {
  const keyed = candidates.map((found) => ({ ...found, names: [...found.place.members.keys()].sort().join() }));
  keyed.sort(
    (a, b) => b.place.members.size - a.place.members.size || byCodeUnit(a.names, b.names) || byCodeUnit(a.path, b.path),
  );
  const kinds = createKindIndex(groups);
  const leaders = createLeaders(keyed.map(({ place }) => place));
  for (const { place } of keyed) {
    const leader = leaders
      .near(place)
      .find((other) => groups.find(other) === groups.find(place) || areSimilar(other, place, groups, kinds));
    if (leader === undefined) leaders.add(place, place);
    else {
      groups.unite(leader, place);
      leaders.add(leader, place);
    }
  }
}

/** The first shape of each type, found again by the names of its members. */
interface Leaders {
  /** Those that may be similar, in the order in which they were added. */
  near(place: Observation): readonly Observation[];
  /** Makes a leader known by the names of a place. */
  add(leader: Observation, place: Observation): void;
}

/**
 * A shape that is similar to another lacks at most a fifth of its members. So at least one of any larger share of a
 * shape's names leads to every similar one: the rarest names are looked up, and few shapes have to be compared.
 */
function createLeaders(places: readonly Observation[]): Leaders {
  const counts = new Map<string, number>();
  for (const place of places) for (const name of place.members.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const numbers = new Map<Observation, number>();
  const named = new Map<string, Set<Observation>>();
  return {
    near(place) {
      const names = [...place.members.keys()].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
      const looked = names.slice(0, Math.floor(names.length * (1 - thresholds.similarity) + 1e-9) + 1);
      const found = new Set(looked.flatMap((name) => [...(named.get(name) ?? [])]));
      return [...found].sort((a, b) => (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0));
    },
    add(leader, place) {
      if (!numbers.has(leader)) numbers.set(leader, numbers.size);
      for (const name of place.members.keys()) {
        const known = named.get(name);
        if (known === undefined) named.set(name, new Set([leader]));
        else known.add(leader);
      }
    },
  };
}

type KindsOf = (place: Observation) => number;

function areSimilar(a: Observation, b: Observation, groups: Groups, kindsOf: KindsOf): boolean {
  const first = groups.children(a);
  const second = groups.children(b);
  if (Math.min(first.size, second.size) < thresholds.similarity * Math.max(first.size, second.size)) return false;
  let common = 0;
  for (const step of second.keys()) if (first.has(step)) common++;
  if (common < thresholds.similarity * (first.size + second.size - common)) return false;
  for (const [step, place] of second) {
    const other = first.get(step);
    if (other === undefined) continue;
    if (!areCompatible(kindsOf(other), kindsOf(place)) || !areAlikeInside(other, place, groups)) return false;
  }
  return true;
}

/** Two envelopes whose lists hold different objects (`data`) are not one type, however much else is the same. */
function areAlikeInside(a: Observation, b: Observation, groups: Groups): boolean {
  const [one, other] = [groups.children(a).get('[]'), groups.children(b).get('[]')];
  if (one === undefined || other === undefined) return true;
  const first = groups.children(one);
  const second = groups.children(other);
  if (Math.min(first.size, second.size) < thresholds.similarMembers) return true;
  let common = 0;
  for (const step of second.keys()) if (first.has(step)) common++;
  return common >= thresholds.similarity * (first.size + second.size - common);
}

/** True unless both places hold something and nothing that both hold is of one kind. */
function areCompatible(a: number, b: number): boolean {
  return a === 0 || b === 0 || (a & b) !== 0;
}

/** The kinds of a set of places as a mask without null, where booleans and numbers count as one kind of scalar each. */
function createKindIndex(groups: Groups): KindsOf {
  const known = new Map<Observation, { places: number; mask: number }>();
  return (place) => {
    const top = groups.find(place);
    const places = groups.members(top);
    const entry = known.get(top) ?? { places: 0, mask: 0 };
    known.set(top, entry);
    // The list of a set only ever grows at its end.
    for (; entry.places < places.length; entry.places++) entry.mask |= kindMask(places[entry.places]);
    return entry.mask;
  };
}

function kindMask(place: Observation | undefined): number {
  if (place === undefined) return 0;
  let mask = 0;
  for (const kind of seenKinds) {
    if (kind === 'null' || seen(place, kind).length === 0) continue;
    mask |= 1 << (kind === 'integer' ? kindIndex.number : kindIndex[kind]);
  }
  return mask;
}
