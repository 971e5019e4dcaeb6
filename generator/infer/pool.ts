/** Finds shapes that repeat across a provider's samples and makes a type of each. */
import { byCodeUnit, sortedBy } from '../order.js';
import { escapeToken } from '../pointer.js';
import type { Claim } from './entities.js';
import { stepCount } from './groups.js';
import type { Groups, Inside } from './groups.js';
import type { InferOptions } from './infer.js';
import { createLeaders } from './leaders.js';
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
  const visit = (parent: Observation, step: string, place: Observation | undefined, at: string): void => {
    if (place === undefined || stepCount(place) === 0) return;
    found.push({ path: at, place, parent, step });
    walk(place, at);
  };
  const walk = (parent: Observation, at: string): void => {
    parent.members.forEach((place, name) => {
      if (stepCount(place) > 0) visit(parent, `.${name}`, place, `${at}/${escapeToken(name)}`);
    });
    visit(parent, '*', parent.entries, `${at}/*`);
    visit(parent, '[]', parent.items, `${at}/*`);
  };
  walk(root, path);
  return found;
}

function isCandidate(place: Observation, claimed: ReadonlySet<Observation>, groups: Groups): boolean {
  return place.members.size >= thresholds.similarMembers && !claimed.has(groups.find(place));
}

/** Larger shapes first, so that a part of a shape is compared with the whole; ties in the order of names and paths. */
function uniteSimilar(candidates: readonly FoundPlace[], groups: Groups): void {
  const namesOf = createNamesOf();
  const keyed = candidates.map(({ path, place }) => ({ path, place, names: namesOf(place) }));
  keyed.sort(
    (a, b) => b.place.members.size - a.place.members.size || byCodeUnit(a.names, b.names) || byCodeUnit(a.path, b.path),
  );
  const leaders = createLeaders(keyed.map(({ place }) => place));
  for (const { place, names } of keyed) {
    const top = groups.find(place);
    const leader = leaders
      .near(place, names)
      .find((other) => groups.find(other) === top || areSimilar(other, place, groups));
    if (leader !== undefined) groups.unite(leader, place);
    leaders.add(leader ?? place, place, names);
  }
}

/** The names of an object's members, sorted and joined; they come in few orders, and each is sorted once. */
function createNamesOf(): (place: Observation) => string {
  const known = new Map<string, string>();
  return (place) => {
    const names = [...place.members.keys()];
    const text = names.join('\n');
    let sorted = known.get(text);
    if (sorted === undefined) known.set(text, (sorted = names.sort().join('\n')));
    return sorted;
  };
}

function areSimilar(a: Observation, b: Observation, groups: Groups): boolean {
  const [first, second] = [groups.inside(a), groups.inside(b)];
  return shareSteps(first, second) && agree(first, second, groups);
}

/** True where enough of the steps lead on from both (Jaccard). */
function shareSteps(a: Inside, b: Inside): boolean {
  const [first, second] = [stepCount(a), stepCount(b)];
  if (Math.min(first, second) < thresholds.similarity * Math.max(first, second)) return false;
  let common = 0;
  for (const name of b.members.keys()) if (a.members.has(name)) common++;
  if (a.entries !== undefined && b.entries !== undefined) common++;
  if (a.items !== undefined && b.items !== undefined) common++;
  return common >= thresholds.similarity * (first + second - common);
}

/** True where what lies at the same steps may be the same. */
function agree(a: Inside, b: Inside, groups: Groups): boolean {
  for (const name of b.members.keys()) if (!mayBeSame(a.members.get(name), b.members.get(name), groups)) return false;
  return mayBeSame(a.entries, b.entries, groups) && mayBeSame(a.items, b.items, groups);
}

/** One of them is missing, or they have a kind in common and lists of them hold similar objects. */
function mayBeSame(a: Observation | undefined, b: Observation | undefined, groups: Groups): boolean {
  if (a === undefined || b === undefined || a === b) return true;
  const [first, second] = [groups.kinds(a), groups.kinds(b)];
  return (first === 0 || second === 0 || (first & second) !== 0) && areAlikeInside(a, b, groups);
}

/** Two envelopes whose lists hold different objects (`data`) are not one type, however much else is the same. */
function areAlikeInside(a: Observation, b: Observation, groups: Groups): boolean {
  const [one, other] = [groups.inside(a).items, groups.inside(b).items];
  if (one === undefined || other === undefined) return true;
  const [first, second] = [groups.inside(one), groups.inside(other)];
  return Math.min(stepCount(first), stepCount(second)) < thresholds.similarMembers || shareSteps(first, second);
}
