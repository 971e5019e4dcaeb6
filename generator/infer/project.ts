/**
 * Cuts observations down to what may be kept: of texts, only those that several samples share under members of one
 * name. Inference always works on what this leaves, so that saved observations give the same schemas as samples.
 */
import { joinEvidence } from './evidence.js';
import type { Evidence } from './evidence.js';
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

type Shared = Map<string, Map<string, Evidence>>;

function collect(place: Observation, name: string, shared: Shared): void {
  if (place.texts.values.size > 0) {
    const texts = shared.get(name) ?? new Map<string, Evidence>();
    shared.set(name, texts);
    for (const [text, evidence] of place.texts.values) texts.set(text, joinEvidence(texts.get(text) ?? [], evidence));
  }
  for (const [key, member] of place.members) collect(member, key, shared);
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
  const members = new Map([...place.members].map(([key, member]) => [key, prune(member, key, keep)]));
  return foldMap({
    ...place,
    texts: keep.kept.has(place) ? place.texts : pruneTexts(place.texts, keep.shared.get(name)),
    members,
    tags: pruneTags(place.tags, members),
    entries: place.entries && prune(place.entries, '', keep),
    items: place.items && prune(place.items, name, keep),
  });
}

/** Keys of a map are data too: once an object is seen to be one, its keys are not kept. */
function foldMap(place: Observation): Observation {
  if (place.members.size === 0 || !hasRareMember(place)) return place;
  return isMap([place], membersOf([place])) ? foldMembers(place, 'word') : place;
}

function hasRareMember(place: Observation): boolean {
  for (const member of place.members.values()) if (member.absent.length > 0) return true;
  return false;
}

/** Key signatures stay for texts that stay. */
function pruneTags(tags: TagKeys, members: ReadonlyMap<string, Observation>): TagKeys {
  if (tags.size === 0) return tags;
  const kept = [...tags].flatMap(([tag, texts]) => {
    const known = members.get(tag)?.texts;
    if (known === undefined || known.open) return [];
    return [[tag, new Map([...texts].filter(([text]) => known.values.has(text)))] as const];
  });
  return new Map(kept);
}

function pruneTexts(texts: SeenTexts, shared: ReadonlyMap<string, Evidence> | undefined): SeenTexts {
  if (texts.values.size === 0) return texts;
  const values = new Map<string, Evidence>();
  let dropped = texts.dropped;
  for (const [text, evidence] of texts.values) {
    if ((shared?.get(text)?.length ?? 0) > 1) values.set(text, evidence);
    else dropped = joinEvidence(dropped, evidence);
  }
  return { open: texts.open, values, dropped };
}
