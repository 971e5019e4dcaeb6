/**
 * Key signatures: which members the objects have that show a certain text at a member whose name tells a category. They
 * say whether that member is a tag that decides which others are there.
 */
import { thresholds } from './thresholds.js';

/** Members that all objects with one text have, and members that any of them has. */
export interface KeySets {
  readonly always: ReadonlySet<string>;
  readonly ever: ReadonlySet<string>;
}

/** By member and text. No text at all: there were too many. */
export type TagKeys = ReadonlyMap<string, ReadonlyMap<string, KeySets>>;

/** The same, writable: owned by one observer. */
export type OwnTagKeys = Map<string, Map<string, { readonly always: Set<string>; readonly ever: Set<string> }>>;

/** Nothing seen. */
export const noTagKeys: TagKeys = new Map();

/** Adds an object with a text at a tag, in place. */
export function addTagKeys(tags: OwnTagKeys, tag: string, text: string, names: readonly string[]): void {
  const texts = tags.get(tag);
  if (texts === undefined) {
    tags.set(tag, new Map([[text, { always: new Set(names), ever: new Set(names) }]]));
    return;
  }
  const sets = texts.get(text);
  if (sets !== undefined) addNames(sets, names);
  else if (texts.size >= thresholds.enumMembers) texts.clear();
  else if (texts.size > 0) texts.set(text, { always: new Set(names), ever: new Set(names) });
}

/** A copy that may be written to. */
export function ownTagKeys(tags: TagKeys): OwnTagKeys {
  return new Map(
    [...tags].map(([tag, texts]) => [
      tag,
      new Map([...texts].map(([text, { always, ever }]) => [text, { always: new Set(always), ever: new Set(ever) }])),
    ]),
  );
}

/** What both saw. */
export function joinTagKeys(all: readonly TagKeys[]): TagKeys {
  const some = all.filter((tags) => tags.size > 0);
  const [first] = some;
  if (some.length < 2) return first ?? noTagKeys;
  const joined = new Map<string, ReadonlyMap<string, KeySets>>();
  for (const tags of some) {
    for (const [tag, texts] of tags) {
      const known = joined.get(tag);
      joined.set(tag, known === undefined ? texts : joinTexts(known, texts));
    }
  }
  return joined;
}

function joinTexts(a: ReadonlyMap<string, KeySets>, b: ReadonlyMap<string, KeySets>): ReadonlyMap<string, KeySets> {
  if (a.size === 0 || b.size === 0) return new Map();
  const joined = new Map(a);
  for (const [text, sets] of b) {
    const known = joined.get(text);
    joined.set(text, known === undefined ? sets : joinSets(known, sets));
  }
  return joined.size > thresholds.enumMembers ? new Map() : joined;
}

function joinSets(a: KeySets, b: KeySets): KeySets {
  return {
    always: new Set([...a.always].filter((name) => b.always.has(name))),
    ever: new Set([...a.ever, ...b.ever]),
  };
}

/** Most objects with one text have the same members: then nothing has to be done. */
function addNames(sets: { readonly always: Set<string>; readonly ever: Set<string> }, names: readonly string[]): void {
  let common = 0;
  for (const name of names) {
    if (sets.always.has(name)) common++;
    else sets.ever.add(name);
  }
  if (common === sets.always.size) return;
  const present = new Set(names);
  for (const name of sets.always) if (!present.has(name)) sets.always.delete(name);
}
