/** The names of members that are null somewhere: evidence that the same name may be null where samples are few. */
import { joinAll, supportOf } from './evidence.js';
import { seen, seenAtAll, seenKinds } from './observation.js';
import type { Observation } from './observation.js';
import { thresholds } from './thresholds.js';

/**
 * Asks of a member's name, what was seen of it here, and the members beside it, whether members of that name and kind are
 * null elsewhere among much the same members: the `state` of an address and that of a night are two things.
 */
export type NullNames = (name: string, facts: Observation, beside: ReadonlyMap<string, unknown>) => boolean;

/** Learns from all places of a provider. */
export function nullNames(places: ReadonlyMap<string, Observation>): NullNames {
  const names = new Set<string>();
  const visitAll = (visit: Visit): void => {
    for (const place of places.values()) visitMembers(place, visit);
  };
  visitAll((name, { member }) => seen(member, 'null').length > 0 && names.add(name));
  const found = new Map<string, NamedPlace[]>([...names].map((name) => [name, []]));
  visitAll((name, place) => found.get(name)?.push(place));
  const nullable = new Map([...found].map(([name, members]) => [name, describeName(members)]));
  return (name, facts, beside) => {
    const known = nullable.get(name);
    // `data` is null in one event and a list in the next: of lists and objects a name tells less than of scalars.
    const share = isNested(facts) ? thresholds.nullPriorShareNested : thresholds.nullPriorShare;
    return (
      known !== undefined &&
      known.share >= share &&
      known.places.some((place) => areAlike(place.member, facts) && haveAlike(place.beside, beside))
    );
  };
}

/** A member, and all members of the object it is in. */
interface NamedPlace {
  readonly member: Observation;
  readonly beside: ReadonlyMap<string, unknown>;
}

type Visit = (name: string, place: NamedPlace) => void;

/** A member's name: the share of samples with it in which it is null, and the places where that is so. */
interface NullableName {
  readonly share: number;
  readonly places: readonly NamedPlace[];
}

function describeName(places: readonly NamedPlace[]): NullableName {
  const members = places.map(({ member }) => member);
  const nulls = supportOf(joinAll(members.map((member) => seen(member, 'null'))));
  const share = nulls / supportOf(joinAll(members.map(seenAtAll)));
  return { share, places: places.filter(({ member }) => seen(member, 'null').length > 0) };
}

function visitMembers(place: Observation, visit: Visit): void {
  place.members.forEach((member, name) => {
    visit(name, { member, beside: place.members });
    visitMembers(member, visit);
  });
  if (place.entries !== undefined) visitMembers(place.entries, visit);
  if (place.items !== undefined) visitMembers(place.items, visit);
}

function isNested(facts: Observation): boolean {
  return seen(facts, 'object').length > 0 || seen(facts, 'array').length > 0;
}

/** True where the other member was only ever null, or both have a kind in common. */
function areAlike(other: Observation, facts: Observation): boolean {
  const kinds = kindsOf(other);
  return kinds.length === 0 || kindsOf(facts).some((kind) => kinds.includes(kind));
}

/** True where the smaller of two objects has enough members that the other one has too. */
function haveAlike(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  small.forEach((_, name) => {
    if (large.has(name)) shared++;
  });
  return shared >= thresholds.nullPriorBeside * small.size;
}

function kindsOf(place: Observation): readonly string[] {
  return seenKinds
    .filter((kind) => kind !== 'null' && seen(place, kind).length > 0)
    .map((kind) => (kind === 'integer' ? 'number' : kind));
}
