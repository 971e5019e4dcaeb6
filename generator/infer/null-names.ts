/** The names of members that are null somewhere: evidence that the same name may be null where samples are few. */
import { joinAll, supportOf } from './evidence.js';
import { seen, seenAtAll } from './observation.js';
import type { Observation } from './observation.js';
import { thresholds } from './thresholds.js';

/** A test for member names. */
export function nullNames(places: Iterable<Observation>): (name: string) => boolean {
  const found = new Map<string, Observation[]>();
  for (const place of places) collect(place, found);
  const names = new Set<string>();
  for (const [name, members] of found) {
    const nulls = joinAll(members.map((member) => seen(member, 'null')));
    if (nulls.length === 0) continue;
    const all = joinAll(members.map(seenAtAll));
    if (supportOf(nulls) / supportOf(all) >= thresholds.nullPriorShare) names.add(name);
  }
  return (name) => names.has(name);
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
