/** The names of members that are null somewhere: evidence that the same name may be null where samples are few. */
import { joinAll, supportOf } from './evidence.js';
import { seen, seenAtAll, seenKinds } from './observation.js';
import type { Observation } from './observation.js';
import { thresholds } from './thresholds.js';

/** Asks of a member's name, and what was seen of it here, whether members of that name and kind are null elsewhere. */
export type NullNames = (name: string, facts: Observation) => boolean;

/** Learns from all places of a provider. */
export function nullNames(places: ReadonlyMap<string, Observation>): NullNames {
  const names = new Set<string>();
  const visitAll = (visit: (name: string, member: Observation) => void): void => {
    for (const place of places.values()) visitMembers(place, visit);
  };
  visitAll((name, member) => seen(member, 'null').length > 0 && names.add(name));
  const found = new Map<string, Observation[]>([...names].map((name) => [name, []]));
  visitAll((name, member) => found.get(name)?.push(member));
  const nullable = new Map([...found].map(([name, members]) => [name, describeName(members)]));
  return (name, facts) => {
    const known = nullable.get(name);
    // `data` is null in one event and a list in the next: of lists and objects a name tells less than of scalars.
    const share = isNested(facts) ? thresholds.nullPriorShareNested : thresholds.nullPriorShare;
    return known !== undefined && known.share >= share && known.members.some((member) => areAlike(member, facts));
  };
}

/** A member's name: the share of samples with it in which it is null, and the places where that is so. */
interface NullableName {
  readonly share: number;
  readonly members: readonly Observation[];
}

function describeName(members: readonly Observation[]): NullableName {
  const nulls = supportOf(joinAll(members.map((member) => seen(member, 'null'))));
  const share = nulls / supportOf(joinAll(members.map(seenAtAll)));
  return { share, members: members.filter((member) => seen(member, 'null').length > 0) };
}

function visitMembers(place: Observation, visit: (name: string, member: Observation) => void): void {
  place.members.forEach((member, name) => {
    visit(name, member);
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

function kindsOf(place: Observation): readonly string[] {
  return seenKinds
    .filter((kind) => kind !== 'null' && seen(place, kind).length > 0)
    .map((kind) => (kind === 'integer' ? 'number' : kind));
}
