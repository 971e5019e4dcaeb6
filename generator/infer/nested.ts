/** What lies inside a group of places that have one schema: members, entries and items, each again a group. */
import { sorted } from '../order.js';
import type { Evidence } from './evidence.js';
import { areCodes } from './keys.js';
import { joinFacts, seen, seenAtAll, seenKinds } from './observation.js';
import type { Observation } from './observation.js';
import { joinAll, supportOf } from './evidence.js';
import { thresholds } from './thresholds.js';

/** Places that have one schema. */
export type Group = readonly Observation[];

/** A member of a group of objects: its places, and the samples that have the object without it. */
export interface Member {
  readonly group: Group;
  readonly facts: Observation;
  /** How many samples have the member. */
  readonly support: number;
  readonly absent: Evidence;
}

/** All that was seen at any place of the group, without what lies inside. */
export function factsOf(group: Group): Observation {
  return joinFacts(group);
}

/** The members of a group of objects, in code-unit order. */
export function membersOf(group: Group): ReadonlyMap<string, Member> {
  const places = new Map<string, Observation[]>();
  for (const place of group) {
    place.members.forEach((member, name) => {
      const list = places.get(name);
      if (list === undefined) places.set(name, [member]);
      else list.push(member);
    });
  }
  const members = new Map<string, Member>();
  for (const name of sorted(places.keys())) members.set(name, createMember(group, name, places.get(name) ?? []));
  return members;
}

function createMember(group: Group, name: string, places: Group): Member {
  const facts = joinFacts(places);
  return { group: places, facts, support: supportOf(seenAtAll(facts)), absent: absentFrom(group, name, places, facts) };
}

/** The samples with an object that lacks the member, whether other objects at its place have it or not. */
function absentFrom(group: Group, name: string, places: Group, { absent }: Observation): Evidence {
  if (places.length === group.length) return absent;
  const sets = [absent];
  for (const place of group) if (!place.members.has(name)) sets.push(seen(place, 'object'));
  return joinAll(sets);
}

/** Values under keys that are data. */
export function entriesOf(group: Group): Group {
  return group.flatMap((place) => place.entries ?? []);
}

/** Values in lists. */
export function itemsOf(group: Group): Group {
  return group.flatMap((place) => place.items ?? []);
}

/** True where the keys of the group's objects are data, by their form or because they hardly ever come twice. */
export function isMap(group: Group, members: ReadonlyMap<string, Member>): boolean {
  const entries = entriesOf(group);
  if (!hasMapKeys(group, members, entries)) return false;
  const groups = [...members.values()].map((member) => member.group);
  return isOneKind(entries.length > 0 ? [...groups, entries] : groups);
}

function hasMapKeys(group: Group, members: ReadonlyMap<string, Member>, entries: Group): boolean {
  const list = [...members.values()];
  if (entries.length > 0) return !list.some(isAlwaysThere);
  return (areCodes([...members.keys()]) && !list.every(isAlwaysThere)) || areUnstable(group, list);
}

function isAlwaysThere(member: Member): boolean {
  return member.absent.length === 0;
}

/** Many keys, none of them in every object, each object with few of them. */
function areUnstable(group: Group, members: readonly Member[]): boolean {
  if (members.length < thresholds.mapKeys || members.some(isAlwaysThere)) return false;
  const objects = supportOf(seen(factsOf(group), 'object'));
  if (objects < thresholds.mapSupport) return false;
  const present = members.reduce((sum, member) => sum + member.support, 0);
  return present / objects / members.length < thresholds.mapDensity;
}

/** True where all values have the same kind, null aside, and objects among them the same members for the most part. */
function isOneKind(values: readonly Group[]): boolean {
  const facts = values.map(factsOf);
  const signatures = new Set(facts.map(signature).filter((text) => text !== ''));
  if (signatures.size > 1) return false;
  if (!signatures.has('object')) return true;
  const keys = values.map((group) => [...membersOf(group).keys()]).filter((list) => list.length > 0);
  const distinct = new Set(keys.flat()).size;
  const average = keys.reduce((sum, list) => sum + list.length, 0) / Math.max(1, keys.length);
  return distinct === 0 || average / distinct >= thresholds.mapAlike;
}

function signature(facts: Observation): string {
  const kinds = seenKinds.filter((kind) => kind !== 'null' && seen(facts, kind).length > 0);
  return [...new Set(kinds.map((kind) => (kind === 'integer' ? 'number' : kind)))].join();
}
