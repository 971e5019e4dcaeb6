/** Names of members may be shown, values never; and the keys of a map are values. */
import { toNote } from './names.js';
import type { Finding } from './providers.js';

// Words of letters, with a short number behind or within: hr_zones, score_v2, vo2max. Identifiers have digits elsewhere.
const names =
  /^(?=.{1,60}$)_?[a-z]{1,24}(?:\d{1,2}(?:[a-z]{2,12})?)?(?:[_-](?:[a-z]{1,24}(?:\d{1,2}(?:[a-z]{2,12})?)?|\d{1,2}))*$/i;
const hexadecimal = /^[\da-f-]{8,}$/i;

/** More new members than that in one place of one event are the keys of a map, whatever they look like. */
const mostMembers = 4;
// And more than that since the start, in all events: a map with one key in each.
const mostNames = 20;
const seen = new Map<string, Set<string>>();

/** The key of a member where it looks like the name of one, else `*`. */
export function nameOrAny(key: string): string {
  return names.test(key) && !hexadecimal.test(key) ? key : '*';
}

/** Where each finding is, as a pointer into the schema; a new member with its name. Each place once. */
export function findingPlaces(type: string, findings: readonly Finding[]): readonly Finding[] {
  // As nearly always.
  if (findings.length === 0) return findings;
  const counts = new Map<string, number>();
  for (const { kind, pointer } of findings) if (kind === newMember) counts.set(pointer, (counts.get(pointer) ?? 0) + 1);
  const places = new Map<string, Finding>();
  for (const { kind, pointer, path } of findings) {
    const isMap = (counts.get(pointer) ?? 0) > mostMembers;
    const member = kind !== newMember ? '' : `/properties/${isMap ? '*' : nameAt(`${type} ${pointer}`, path)}`;
    // The member is what matters: of a long way to it the end is shown.
    const place = toNote((pointer + member).slice(-300), 300);
    places.set(`${kind} ${place}`, { kind, pointer: place });
  }
  return [...places.values()];
}

const newMember = 'unknown-member';

function nameAt(place: string, path: Finding['path'] = []): string {
  const name = nameOrAny(String(path.at(-1)));
  const known = seen.get(place) ?? new Set();
  if (name === '*' || (!known.has(name) && known.size >= mostNames)) return '*';
  seen.set(place, known.add(name));
  return name;
}
