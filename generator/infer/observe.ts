/** Turns samples into observations. One observer sees many bodies and keeps none of them; its memory is bounded. */
import type { JsonObject, JsonValue } from '../schema.js';
import { createDigester } from './digest.js';
import { noEvidence } from './evidence.js';
import type { Evidence } from './evidence.js';
import { formatsOf } from './formats.js';
import { keyForm } from './keys.js';
import { createNoter } from './noter.js';
import type { Noter } from './noter.js';
import { anyForm, kindIndex } from './observation.js';
import type { Observation } from './observation.js';
import { addMember, createPlace, entryOf, foldPlace, noTags, openTexts } from './place.js';
import type { Place } from './place.js';
import { addTagKeys } from './tag-keys.js';
import { thresholds } from './thresholds.js';
import { createHints, isToken } from './values.js';
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
  const noter = createNoter();
  const sample: Sample = { noter, occurrence: 0, hintOf: createHints() };
  const digestOf = createDigester();
  return {
    add(folder, body) {
      const digest = digestOf(folder, body);
      noter.begin(digest);
      let place = folders.get(folder);
      if (place === undefined) folders.set(folder, (place = createPlace(noEvidence, 'none')));
      observe(place, body, sample, 0, 'none');
      return digest;
    },
    folders: () => folders,
  };
}

/** The observation of one body. */
export function observeBody(folder: string, body: JsonValue): Observation {
  const observer = createObserver();
  observer.add(folder, body);
  const [place] = observer.folders().values();
  return place ?? createPlace(noEvidence, 'none');
}

/** Deeper values are not looked at; no vendor nests that far, and the walk must not overflow the stack. */
const deepest = 200;

/** The sample at hand: who notes it, and a counter that tells one object from the next. */
interface Sample {
  readonly noter: Noter;
  occurrence: number;
  readonly hintOf: (name: string) => NameHint;
}

/** `hint` is what the name over the value says: not always the place's, because the entries of a map have many names. */
function observe(place: Place, value: JsonValue, sample: Sample, depth: number, hint: NameHint): void {
  if (typeof value === 'string') observeText(place, value, sample, hint);
  else if (typeof value === 'number') observeNumber(place, value, sample);
  else if (value === null) note(place, kindIndex.null, sample);
  else if (typeof value === 'boolean') note(place, kindIndex.boolean, sample);
  else if (depth > deepest) return;
  else if (Array.isArray(value)) observeList(place, value, sample, depth, hint);
  else observeObject(place, value as JsonObject, sample, depth);
}

function note(place: Place, kind: number, sample: Sample): void {
  place.kinds = sample.noter.addKind(place.kinds, kind);
}

function observeText(place: Place, text: string, sample: Sample, hint: NameHint): void {
  note(place, kindIndex.string, sample);
  place.formats = formatsOf(text, place.formats);
  if (place.texts.open) return;
  const { values } = place.texts;
  const evidence = values.get(text);
  if (hint === 'personal') place.texts = openTexts;
  else if (evidence !== undefined) values.set(text, sample.noter.add(evidence));
  else if (values.size >= thresholds.distinctValues || !isToken(text)) place.texts = openTexts;
  else if (values.size > 0) values.set(text, sample.noter.add(noEvidence));
  else place.texts = { ...place.texts, values: new Map([[text, sample.noter.add(noEvidence)]]) };
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

function observeList(place: Place, list: readonly JsonValue[], sample: Sample, depth: number, hint: NameHint): void {
  note(place, kindIndex.array, sample);
  observeTuple(place, list);
  if (list.length === 0) return;
  const items = (place.items ??= createPlace(noEvidence, hint));
  for (const item of list) observe(items, item, sample, depth + 1, hint);
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
  const objects = place.kinds[kindIndex.object] ?? noEvidence;
  const [keys, values] = [Object.keys(object), Object.values(object)];
  let present = 0;
  let tags: string[] | undefined;
  for (let i = 0; i < keys.length; i++) {
    const [key, value] = [keys[i] ?? '', values[i] ?? null];
    const member = memberOf(place, key, objects, sample);
    member.mark = occurrence;
    if (member === place.entries) {
      observe(member, value, sample, depth + 1, sample.hintOf(key));
      continue;
    }
    present++;
    observe(member, value, sample, depth + 1, member.hint);
    if (typeof value === 'string' && isTag(value, member)) (tags ??= []).push(key);
  }
  if (present < place.members.size) {
    for (const member of place.members.values())
      if (member.mark !== occurrence) member.absent = sample.noter.add(member.absent);
  }
  note(place, kindIndex.object, sample);
  if (tags !== undefined) observeTags(place, object, keys, tags);
}

/** A member that may be a tag: its name tells a category, and its text is a word. Texts at a place not yet open are. */
function isTag(text: string, member: Place): boolean {
  return member.hint === 'category' && (!member.texts.open || isToken(text));
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
function memberOf(place: Place, key: string, objects: Evidence, sample: Sample): Place {
  const known = place.members.get(key);
  if (known !== undefined) return known;
  const form = place.entryForms.includes(anyForm) ? anyForm : keyForm(key);
  if (form !== undefined) return entryOf(place, form);
  const member = createPlace(objects, sample.hintOf(key));
  addMember(place, key, member);
  if (place.members.size <= thresholds.members) return member;
  foldPlace(place);
  return entryOf(place, anyForm);
}
