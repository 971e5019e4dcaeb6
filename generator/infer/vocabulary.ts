/** The vendor's words: texts that samples and the manifest show to be names of things rather than data of a person. */
import type { Manifest } from '../manifest/manifest.js';
import type { Observation } from './observation.js';

/** Event types and known members of enumerations. */
export function vocabularyOf(manifest: Manifest, kept: ReadonlyMap<string, Observation>): ReadonlySet<string> {
  const words = new Set<string>();
  for (const webhook of manifest.webhooks) {
    for (const event of webhook.events) for (const type of event.types) words.add(type);
    if (webhook.discriminator.kind === 'keyAndMember')
      addParts(
        webhook.events.flatMap((event) => event.types),
        words,
      );
  }
  for (const place of kept.values()) collect(place, words);
  return words;
}

function addParts(types: readonly string[], words: Set<string>): void {
  for (const type of types) for (const part of type.split('.')) words.add(part);
}

function collect(place: Observation, words: Set<string>): void {
  for (const text of place.texts.values.keys()) words.add(text);
  for (const member of place.members.values()) collect(member, words);
  if (place.entries !== undefined) collect(place.entries, words);
  if (place.items !== undefined) collect(place.items, words);
}
