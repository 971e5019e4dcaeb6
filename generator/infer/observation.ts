/**
 * What was seen at one place of a provider's samples, without the values. Observations form a join-semilattice:
 * {@link join} is commutative, associative and idempotent, so neither order nor repetition of samples matters.
 */
import { joinAll, joinEvidence, noEvidence } from './evidence.js';
import type { Evidence } from './evidence.js';
import { anyFormat } from './formats.js';
import { joinTagKeys, noTagKeys } from './tag-keys.js';
import type { TagKeys } from './tag-keys.js';
import { thresholds } from './thresholds.js';

/** The kinds that are told apart, in the order in which an observation lists them. */
export const seenKinds = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;

export type SeenKind = (typeof seenKinds)[number];

/** Positions in {@link seenKinds}. */
export const kindIndex = { null: 0, boolean: 1, integer: 2, number: 3, string: 4, array: 5, object: 6 } as const;

/** Texts seen at a place, each with the samples that show it; `open` once they cannot be an enumeration. */
export interface SeenTexts {
  readonly open: boolean;
  readonly values: ReadonlyMap<string, Evidence>;
  /** Samples with texts that were dropped because they must not be kept. */
  readonly dropped: Evidence;
}

/** Kinds by position of arrays that all have one short length: a list of kind masks; empty once it is no tuple. */
export type SeenTuple = readonly number[];

export interface Observation {
  /** Samples by kind, as in {@link seenKinds}. */
  readonly kinds: readonly Evidence[];
  /** Samples that have the object around this place, but not this member. */
  readonly absent: Evidence;
  /** Mask of the formats that every text has. */
  readonly formats: number;
  readonly texts: SeenTexts;
  /** Bounds of the numbers, rounded outward to powers of ten so that they tell no value. */
  readonly low: number;
  readonly high: number;
  readonly tuple: SeenTuple | undefined;
  readonly members: ReadonlyMap<string, Observation>;
  /** Values of an object's keys that are data. */
  readonly entries: Observation | undefined;
  /** Forms of those keys. */
  readonly entryForms: readonly string[];
  readonly items: Observation | undefined;
  /** Members of objects by the texts of their categories. */
  readonly tags: TagKeys;
}

const noTexts: SeenTexts = { open: false, values: new Map(), dropped: noEvidence };
const openTexts: SeenTexts = { ...noTexts, open: true };

/** Nothing seen: the neutral element of {@link join}. */
export const nothing: Observation = {
  kinds: [[], [], [], [], [], [], []],
  absent: [],
  formats: anyFormat,
  texts: noTexts,
  low: Infinity,
  high: -Infinity,
  tuple: undefined,
  members: new Map(),
  entries: undefined,
  entryForms: [],
  items: undefined,
  tags: noTagKeys,
};

/** The samples of one kind at a place. */
export function seen(place: Observation, kind: SeenKind): Evidence {
  return place.kinds[kindIndex[kind]] ?? [];
}

/** The samples that show anything at a place. */
export function seenAtAll(place: Observation): Evidence {
  return joinAll(place.kinds);
}

/** What both observations saw. */
export function join(a: Observation, b: Observation): Observation {
  if (a === b || b === nothing) return a;
  if (a === nothing) return b;
  return foldTooMany({
    ...joinFacts([a, b]),
    members: joinMembers(a, b),
    entries: joinMaybe(a.entries, b.entries),
    items: joinMaybe(a.items, b.items),
  });
}

/** Joins folder by folder. */
export function joinFolders(
  a: ReadonlyMap<string, Observation>,
  b: ReadonlyMap<string, Observation>,
): ReadonlyMap<string, Observation> {
  const joined = new Map(a);
  for (const [folder, place] of b) joined.set(folder, join(joined.get(folder) ?? nothing, place));
  return joined;
}

/** Everything of {@link join} but what lies inside the places. */
export function joinFacts(places: readonly Observation[]): Observation {
  const [first] = places;
  if (places.length === 1 && first !== undefined) return first;
  let [formats, low, high] = [anyFormat, Infinity, -Infinity];
  let tuple: SeenTuple | undefined;
  for (const place of places) {
    formats &= place.formats;
    low = Math.min(low, place.low);
    high = Math.max(high, place.high);
    tuple = joinTuples(tuple, place.tuple);
  }
  return {
    ...nothing,
    kinds: joinKinds(places),
    absent: joinAll(places.map((place) => place.absent)),
    formats,
    texts: joinTexts(places),
    low,
    high,
    tuple,
    entryForms: joinForms(places.map((place) => place.entryForms)),
    tags: joinTagKeys(places.map((place) => place.tags)),
  };
}

/** Places with the same samples often have the very same lists. */
function joinKinds(places: readonly Observation[]): readonly Evidence[] {
  const lists: (readonly Evidence[])[] = [];
  for (const { kinds } of places) if (kinds !== lists.at(-1)) lists.push(kinds);
  const [only] = lists;
  if (lists.length === 1 && only !== undefined) return only;
  return seenKinds.map((_, kind) => {
    const sets: Evidence[] = [];
    for (const kinds of lists) if ((kinds[kind]?.length ?? 0) > 0) sets.push(kinds[kind] ?? noEvidence);
    return joinAll(sets);
  });
}

/** A member of an object that other samples have without it: absent in all of those. */
export function absentIn(member: Observation, object: Observation): Observation {
  return { ...member, absent: joinEvidence(member.absent, seen(object, 'object')) };
}

/** The form of keys that are entries because there are too many of them. */
export const anyForm = 'any';

/** Past the limit, members are entries of a map; and they stay so, whatever is joined later. */
function foldTooMany(place: Observation): Observation {
  const folded = place.entryForms.includes(anyForm);
  if (place.members.size <= thresholds.members && !(folded && place.members.size > 0)) return place;
  return foldMembers(place, anyForm);
}

/** Makes all members entries of a map. */
export function foldMembers(place: Observation, form: string): Observation {
  let entries = place.entries ?? nothing;
  for (const member of place.members.values()) entries = join(entries, { ...member, absent: [] });
  return { ...place, tags: noTagKeys, members: new Map(), entries, entryForms: joinForms([place.entryForms, [form]]) };
}

function joinMaybe(a: Observation | undefined, b: Observation | undefined): Observation | undefined {
  return a === undefined || b === undefined ? (a ?? b) : join(a, b);
}

function joinMembers(a: Observation, b: Observation): ReadonlyMap<string, Observation> {
  const joined = new Map<string, Observation>();
  for (const [name, member] of a.members) {
    const other = b.members.get(name);
    joined.set(name, other === undefined ? absentIn(member, b) : join(member, other));
  }
  for (const [name, member] of b.members) if (!a.members.has(name)) joined.set(name, absentIn(member, a));
  return joined;
}

function joinTexts(places: readonly Observation[]): SeenTexts {
  const some: SeenTexts[] = [];
  let dropped = noEvidence;
  for (const { texts } of places) {
    if (texts.open) return openTexts;
    if (texts.values.size > 0) some.push(texts);
    dropped = joinEvidence(dropped, texts.dropped);
  }
  const [first] = some;
  if (some.length < 2) return { open: false, values: first?.values ?? noTexts.values, dropped };
  const values = new Map<string, Evidence>();
  for (const texts of some) {
    for (const [text, evidence] of texts.values)
      values.set(text, joinEvidence(values.get(text) ?? noEvidence, evidence));
    if (values.size > thresholds.distinctValues) return openTexts;
  }
  return { open: false, values, dropped };
}

function joinTuples(a: SeenTuple | undefined, b: SeenTuple | undefined): SeenTuple | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.length === b.length ? a.map((mask, i) => mask | (b[i] ?? 0)) : [];
}

function joinForms(lists: readonly (readonly string[])[]): readonly string[] {
  const some = lists.filter((list) => list.length > 0);
  return some.length < 2 ? (some[0] ?? []) : [...new Set(some.flat())].sort();
}
