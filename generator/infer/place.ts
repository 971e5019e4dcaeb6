/** Observations under construction, owned by one observer. */
import { anyFormat } from './formats.js';
import { noEvidence } from './evidence.js';
import type { Evidence } from './evidence.js';
import { noKinds } from './noter.js';
import type { Kinds } from './noter.js';
import { anyForm, foldMembers } from './observation.js';
import type { Observation } from './observation.js';
import { ownTagKeys } from './tag-keys.js';
import type { OwnTagKeys } from './tag-keys.js';
import { nameHint } from './values.js';
import type { NameHint } from './values.js';

/** An observation that can be written to. Lists of samples are shared with other places, and replaced, not changed. */
export interface Place extends Observation {
  kinds: Kinds;
  absent: Evidence;
  formats: number;
  texts: { readonly open: boolean; readonly values: Map<string, Evidence>; readonly dropped: Evidence };
  low: number;
  high: number;
  tuple: number[] | undefined;
  members: Map<string, Place>;
  entries: Place | undefined;
  entryForms: readonly string[];
  items: Place | undefined;
  tags: OwnTagKeys;
  /** What the member's name says of its texts. */
  readonly hint: NameHint;
  /** The last occurrence of the object around this member that had it. */
  mark: number;
}

/** Shared until a place needs its own; never written to. */
export const noTags: OwnTagKeys = new Map();
const noTexts: Map<string, Evidence> = new Map();
const noMembers: Map<string, Place> = new Map();
const noForms: readonly string[] = [];
const unseenTexts: Place['texts'] = { open: false, values: noTexts, dropped: noEvidence };

/** Texts that are no enumeration. */
export const openTexts: Place['texts'] = { open: true, values: noTexts, dropped: noEvidence };

/** A place that nothing was seen at; `absent` are the samples that lack it. */
export function createPlace(absent: Evidence, hint: NameHint): Place {
  return {
    kinds: noKinds,
    absent,
    formats: anyFormat,
    texts: unseenTexts,
    low: Infinity,
    high: -Infinity,
    tuple: undefined,
    members: noMembers,
    entries: undefined,
    entryForms: noForms,
    items: undefined,
    tags: noTags,
    hint,
    mark: -1,
  };
}

/** Adds a member. */
export function addMember(place: Place, name: string, member: Place): void {
  if (place.members === noMembers) place.members = new Map();
  place.members.set(name, member);
}

/** The place of all entries of a map, whose keys have this form among others. */
export function entryOf(place: Place, form: string): Place {
  if (!place.entryForms.includes(form)) place.entryForms = [...place.entryForms, form].sort();
  return (place.entries ??= createPlace(noEvidence, 'none'));
}

/** Folds the members as {@link foldMembers} does, into places of our own. */
export function foldPlace(place: Place): void {
  const folded = foldMembers(place, anyForm);
  place.members = noMembers;
  place.tags = noTags;
  place.entryForms = folded.entryForms;
  place.entries = folded.entries && toPlace(folded.entries, '');
}

function toPlace(from: Observation, name: string): Place {
  return {
    ...from,
    texts: { ...from.texts, values: new Map(from.texts.values) },
    tuple: from.tuple && [...from.tuple],
    members: new Map([...from.members].map(([key, member]) => [key, toPlace(member, key)])),
    entries: from.entries && toPlace(from.entries, ''),
    items: from.items && toPlace(from.items, name),
    tags: ownTagKeys(from.tags),
    hint: nameHint(name),
    mark: -1,
  };
}
