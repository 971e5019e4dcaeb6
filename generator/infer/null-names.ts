/** The names of members that are null somewhere: evidence that the same name may be null where samples are few. */
import { joinAll, supportOf } from './evidence.js';
import { seen, seenAtAll, seenKinds } from './observation.js';
import type { Observation } from './observation.js';
import { thresholds } from './thresholds.js';

/** Asks of a member's name, and what was seen of it here, whether members of that name and kind are null elsewhere. */
export type NullNames = (name: string, facts: Observation) => boolean;

/** Learns from all places of a provider. */
export function nullNames(places: Iterable<Observation>): NullNames {
  const found = new Map<string, Observation[]>();
  for (const place of places) collect(place, found);
  const nullable = new Map<string, NullableName>();
  for (const [name, members] of found) {
    const nulls = joinAll(members.map((member) => seen(member, 'null')));
    if (nulls.length === 0) continue;
    const share = supportOf(nulls) / supportOf(joinAll(members.map(seenAtAll)));
    nullable.set(name, { share, members: members.filter((member) => seen(member, 'null').length > 0) });
  }
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

function collect(place: Observation, found: Map<string, Observation[]>): void {
  for (const [name, member] of place.members) {
    const list = found.get(name);
    if (list === undefined) found.set(name, [member]);
    else list.push(member);
    collect(member, found);
  }
  if (place.entries !== undefined) collect(place.entries, found);
  if (place.items !== undefined) collect(place.items, found);
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
