/**
 * Cuts observations down to what may be kept: of texts, only those that several samples share under members of one
 * name. Inference always works on what this leaves, so that saved observations give the same schemas as samples.
 */
import { joinEvidence, noEvidence } from './evidence.js';
import type { Evidence } from './evidence.js';
import { areCodes } from './keys.js';
import { isMap, membersOf } from './nested.js';
import { foldMembers } from './observation.js';
import type { Observation, SeenTexts } from './observation.js';
import { selectPlaces } from './places.js';
import type { TagKeys } from './tag-keys.js';

/** What may be kept of a provider's observations, by folder. Tags (event types) are the vendor's words and stay. */
export function project(
  folders: ReadonlyMap<string, Observation>,
  tags: readonly string[],
): ReadonlyMap<string, Observation> {
  const shared = new Map<string, Map<string, Evidence>>();
  for (const place of folders.values()) collect(place, '', shared);
  const kept = new Set(tags.flatMap((selector) => selectPlaces(folders, selector)));
  return new Map([...folders].map(([folder, place]) => [folder, prune(place, '', { shared, kept })]));
}

/** By the name of the member, each text with samples that show it: two are enough to know. */
type Shared = Map<string, Map<string, Evidence>>;

function collect(place: Observation, name: string, shared: Shared): void {
  if (place.texts.values.size > 0) {
    const texts = shared.get(name) ?? new Map<string, Evidence>();
    shared.set(name, texts);
    for (const [text, evidence] of place.texts.values) {
      const known = texts.get(text) ?? noEvidence;
      if (known.length < 2) texts.set(text, joinEvidence(known, evidence));
    }
  }
  place.members.forEach((member, key) => collect(member, key, shared));
  if (place.entries !== undefined) collect(place.entries, '', shared);
  if (place.items !== undefined) collect(place.items, name, shared);
}

interface Keep {
  readonly shared: Shared;
  readonly kept: ReadonlySet<Observation>;
}

function prune(place: Observation, name: string, keep: Keep): Observation {
  const nested = place.members.size > 0 || place.entries !== undefined || place.items !== undefined;
  if (!nested && place.texts.values.size === 0) return place;
  const texts = keep.kept.has(place) ? place.texts : pruneTexts(place.texts, keep.shared.get(name));
  const members = pruneMembers(place.members, keep);
  const tags = pruneTags(place.tags, members);
  const entries = place.entries && prune(place.entries, '', keep);
  const items = place.items && prune(place.items, name, keep);
  const same =
    texts === place.texts &&
    members === place.members &&
    tags === place.tags &&
    entries === place.entries &&
    items === place.items;
  return foldMap(same ? place : { ...place, texts, members, tags, entries, items });
}

function pruneMembers(members: Observation['members'], keep: Keep): Observation['members'] {
  let changed: Map<string, Observation> | undefined;
  members.forEach((member, name) => {
    const pruned = prune(member, name, keep);
    if (pruned !== member) (changed ??= new Map(members)).set(name, pruned);
  });
  return changed ?? members;
}

/** Keys of a map are data too: once an object is seen to be one, its keys are not kept. */
function foldMap(place: Observation): Observation {
  if (place.members.size === 0 || !mayBeMap(place)) return place;
  return isMap([place], membersOf([place])) ? foldMembers(place, 'word') : place;
}

/** Quick: false for most records, which have a member that is always there. */
function mayBeMap(place: Observation): boolean {
  let [always, never] = [false, true];
  for (const member of place.members.values()) {
    if (member.absent.length === 0) always = true;
    else never = false;
  }
  return !never && (!always || areCodes([...place.members.keys()]));
}

/** Key signatures stay for texts that stay. */
function pruneTags(tags: TagKeys, members: Observation['members']): TagKeys {
  const stays = (tag: string, text: string): boolean => {
    const known = members.get(tag)?.texts;
    return known?.open === false && known.values.has(text);
  };
  const isWhole = [...tags].every(
    ([tag, texts]) => texts.size > 0 && [...texts.keys()].every((text) => stays(tag, text)),
  );
  if (isWhole) return tags;
  const kept = [...tags].filter(([tag]) => members.get(tag)?.texts.open === false);
  return new Map(kept.map(([tag, texts]) => [tag, new Map([...texts].filter(([text]) => stays(tag, text)))]));
}

function pruneTexts(texts: SeenTexts, shared: ReadonlyMap<string, Evidence> | undefined): SeenTexts {
  let values: Map<string, Evidence> | undefined;
  let dropped = texts.dropped;
  for (const [text, evidence] of texts.values) {
    if ((shared?.get(text)?.length ?? 0) > 1) continue;
    values ??= new Map(texts.values);
    values.delete(text);
    dropped = joinEvidence(dropped, evidence);
  }
  return values === undefined ? texts : { open: texts.open, values, dropped };
}
