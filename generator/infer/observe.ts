/** Turns samples into observations. One observer sees many bodies and keeps none of them; its memory is bounded. */
import type { JsonObject, JsonValue } from '../schema.js';
import { createDigester } from './digest.js';
import { addEvidence } from './evidence.js';
import { anyFormat, formatsOf } from './formats.js';
import { keyForm } from './keys.js';
import { anyForm, foldMembers, kindIndex } from './observation.js';
import type { Observation } from './observation.js';
import { addTagKeys, ownTagKeys } from './tag-keys.js';
import type { OwnTagKeys } from './tag-keys.js';
import { thresholds } from './thresholds.js';
import { isToken, nameHint } from './values.js';
import type { NameHint } from './values.js';

/** Sees bodies one after another. */
export interface Observer {
  /** Takes in a body of a folder and returns its digest. */
  add(folder: string, body: JsonValue): number;
  /** What was seen so far, by folder. Valid until the next `add`. */
  folders(): ReadonlyMap<string, Observation>;
}

/** An observer that has seen nothing. */
export function createObserver(): Observer {
  const folders = new Map<string, Place>();
  const sample: Sample = { digest: 0, occurrence: 0, hints: new Map() };
  const digestOf = createDigester();
  return {
    add(folder, body) {
      sample.digest = digestOf(folder, body);
      let place = folders.get(folder);
      if (place === undefined) folders.set(folder, (place = createPlace([])));
      observe(place, body, sample, 0, '');
      return sample.digest;
    },
    folders: () => folders,
  };
}

/** The observation of one body. */
export function observeBody(folder: string, body: JsonValue): Observation {
  const observer = createObserver();
  observer.add(folder, body);
  const [place] = observer.folders().values();
  return place ?? createPlace([]);
}

/** Deeper values are not looked at; no vendor nests that far, and the walk must not overflow the stack. */
const deepest = 200;

/** An observation under construction: the same members, writable, owned by one observer. */
interface Place extends Observation {
  readonly kinds: number[][];
  absent: number[];
  formats: number;
  texts: { readonly open: boolean; readonly values: Map<string, number[]>; readonly dropped: number[] };
  low: number;
  high: number;
  tuple: number[] | undefined;
  members: Map<string, Place>;
  entries: Place | undefined;
  entryForms: string[];
  items: Place | undefined;
  tags: OwnTagKeys;
  /** The last occurrence of the object around this member that had it. */
  mark: number;
}

/** The sample at hand: its digest, and a counter that tells one object from the next. */
interface Sample {
  digest: number;
  occurrence: number;
  /** Hints of names, which come again and again. */
  readonly hints: Map<string, NameHint>;
}

/** Shared until a place needs its own; never written to. */
const noTexts: Map<string, number[]> = new Map();
const noDigests: number[] = Object.freeze<number[]>([]) as number[];
const openTexts: Place['texts'] = { open: true, values: noTexts, dropped: noDigests };
const noMembers: Map<string, Place> = new Map();
const noTags: OwnTagKeys = new Map();

function createPlace(absent: readonly number[]): Place {
  return {
    kinds: [noDigests, noDigests, noDigests, noDigests, noDigests, noDigests, noDigests],
    absent: absent.length === 0 ? noDigests : [...absent],
    formats: anyFormat,
    texts: { open: false, values: noTexts, dropped: noDigests },
    low: Infinity,
    high: -Infinity,
    tuple: undefined,
    members: noMembers,
    entries: undefined,
    entryForms: [],
    items: undefined,
    tags: noTags,
    mark: -1,
  };
}

function observe(place: Place, value: JsonValue, sample: Sample, depth: number, name: string): void {
  if (typeof value === 'string') observeText(place, value, sample, name);
  else if (typeof value === 'number') observeNumber(place, value, sample);
  else if (value === null) note(place, kindIndex.null, sample);
  else if (typeof value === 'boolean') note(place, kindIndex.boolean, sample);
  else if (depth > deepest) return;
  else if (Array.isArray(value)) observeList(place, value, sample, depth, name);
  else observeObject(place, value as JsonObject, sample, depth);
}

function note(place: Place, kind: number, sample: Sample): void {
  const evidence = place.kinds[kind] ?? noDigests;
  if (evidence === noDigests) place.kinds[kind] = [sample.digest];
  else addEvidence(evidence, sample.digest);
}

function noteAbsent(place: Place, sample: Sample): void {
  if (place.absent === noDigests) place.absent = [sample.digest];
  else addEvidence(place.absent, sample.digest);
}

function observeText(place: Place, text: string, sample: Sample, name: string): void {
  note(place, kindIndex.string, sample);
  place.formats = formatsOf(text, place.formats);
  if (place.texts.open) return;
  const { values } = place.texts;
  const evidence = values.get(text);
  // Asked of every text, because the entries of a map have many names.
  if (hintOf(name, sample.hints) === 'personal') place.texts = openTexts;
  else if (evidence !== undefined) addEvidence(evidence, sample.digest);
  else if (values.size >= thresholds.distinctValues || !isToken(text)) place.texts = openTexts;
  else if (values.size > 0) values.set(text, [sample.digest]);
  else place.texts = { open: false, values: new Map([[text, [sample.digest]]]), dropped: [] };
}

/** A member that may be a tag: its name tells a category, and its text is a word. Texts at a place not yet open are. */
function isTag(name: string, text: string, member: Place, sample: Sample): boolean {
  return hintOf(name, sample.hints) === 'category' && (!member.texts.open || isToken(text));
}

function hintOf(name: string, known: Map<string, NameHint>): NameHint {
  let hint = known.get(name);
  if (hint === undefined) {
    if (known.size > 5000) known.clear();
    known.set(name, (hint = nameHint(name)));
  }
  return hint;
}

function observeNumber(place: Place, value: number, sample: Sample): void {
  note(place, Number.isInteger(value) ? kindIndex.integer : kindIndex.number, sample);
  if (value < place.low) place.low = roundDown(value);
  if (value > place.high) place.high = -roundDown(-value);
}

/** The next power of ten, zero, or negative power of ten that is not above the value. */
function roundDown(value: number): number {
  if (value >= 0) return value < 1 ? 0 : 10 ** Math.floor(Math.log10(value));
  return value >= -1 ? -1 : Math.max(-Number.MAX_VALUE, -(10 ** Math.ceil(Math.log10(-value))));
}

function observeList(place: Place, list: readonly JsonValue[], sample: Sample, depth: number, name: string): void {
  note(place, kindIndex.array, sample);
  observeTuple(place, list);
  if (list.length === 0) return;
  const items = (place.items ??= createPlace([]));
  for (const item of list) observe(items, item, sample, depth + 1, name);
}

function observeTuple(place: Place, list: readonly JsonValue[]): void {
  if (place.tuple?.length === 0) return;
  const fits =
    list.length > 1 && list.length <= thresholds.tupleLength && (place.tuple?.length ?? list.length) === list.length;
  const masks = fits ? list.map(scalarMask) : [];
  place.tuple = masks.includes(0) ? [] : masks.map((mask, i) => mask | (place.tuple?.[i] ?? 0));
}

/** A bit for the kind of a scalar; none for lists and objects, which are never positions of a tuple. */
function scalarMask(value: JsonValue): number {
  if (value === null) return 1 << kindIndex.null;
  if (typeof value === 'boolean') return 1 << kindIndex.boolean;
  if (typeof value === 'string') return 1 << kindIndex.string;
  if (typeof value !== 'number') return 0;
  return 1 << (Number.isInteger(value) ? kindIndex.integer : kindIndex.number);
}

function observeObject(place: Place, object: JsonObject, sample: Sample, depth: number): void {
  const occurrence = ++sample.occurrence;
  const objects = place.kinds[kindIndex.object] ?? noDigests;
  const keys = Object.keys(object);
  let present = 0;
  let tags: string[] | undefined;
  for (const key of keys) {
    const value = object[key] ?? null;
    const member = memberOf(place, key, objects);
    if (member !== place.entries) present++;
    member.mark = occurrence;
    observe(member, value, sample, depth + 1, key);
    if (typeof value === 'string' && member !== place.entries && isTag(key, value, member, sample))
      (tags ??= []).push(key);
  }
  if (present < place.members.size) {
    for (const member of place.members.values()) if (member.mark !== occurrence) noteAbsent(member, sample);
  }
  note(place, kindIndex.object, sample);
  if (tags !== undefined) observeTags(place, object, keys, tags);
}

function observeTags(place: Place, object: JsonObject, keys: readonly string[], tags: readonly string[]): void {
  if (place.entryForms.includes(anyForm)) return;
  const names = place.entries === undefined ? keys : keys.filter((name) => place.members.has(name));
  if (place.tags === noTags) place.tags = new Map();
  for (const tag of tags) {
    const text = object[tag];
    if (typeof text === 'string') addTagKeys(place.tags, tag, text, names);
  }
}

/** The place of a key's value: the member's, or the one that all entries of a map share. */
function memberOf(place: Place, key: string, objects: readonly number[]): Place {
  const known = place.members.get(key);
  if (known !== undefined) return known;
  const form = place.entryForms.includes(anyForm) ? anyForm : keyForm(key);
  if (form !== undefined) return entryOf(place, form);
  const member = createPlace(objects);
  if (place.members === noMembers) place.members = new Map();
  place.members.set(key, member);
  if (place.members.size > thresholds.members) {
    foldPlace(place);
    return entryOf(place, anyForm);
  }
  return member;
}

/** Folds the members as {@link foldMembers} does, into places of our own. */
function foldPlace(place: Place): void {
  const folded = foldMembers(place, anyForm);
  place.members = new Map();
  place.tags = noTags;
  place.entryForms = [...folded.entryForms];
  place.entries = folded.entries && toPlace(folded.entries);
}

function toPlace(from: Observation): Place {
  return {
    kinds: from.kinds.map((evidence) => [...evidence]),
    absent: [...from.absent],
    formats: from.formats,
    texts: {
      open: from.texts.open,
      values: new Map([...from.texts.values].map(([text, evidence]) => [text, [...evidence]])),
      dropped: [...from.texts.dropped],
    },
    low: from.low,
    high: from.high,
    tuple: from.tuple && [...from.tuple],
    members: new Map([...from.members].map(([name, member]) => [name, toPlace(member)])),
    entries: from.entries && toPlace(from.entries),
    entryForms: [...from.entryForms],
    items: from.items && toPlace(from.items),
    tags: ownTagKeys(from.tags),
    mark: -1,
  };
}

function entryOf(place: Place, form: string): Place {
  if (!place.entryForms.includes(form)) place.entryForms = [...place.entryForms, form].sort();
  return (place.entries ??= createPlace([]));
}
