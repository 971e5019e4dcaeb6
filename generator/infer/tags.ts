/** Where the members that tell event types apart are, by the manifest. */
import type { Manifest } from '../manifest/manifest.js';

/** Selectors for `InferOptions.tags`. */
export function tagsOf(manifest: Manifest): readonly string[] {
  const tags = manifest.webhooks.flatMap(({ discriminator, envelope, events }) => {
    if (discriminator.kind !== 'member' && discriminator.kind !== 'keyAndMember') return [];
    const root = envelope === 'array' ? '#/*' : '#';
    return events.map((event) => `${event.samples ?? event.key}${root}${discriminator.pointer}`);
  });
  return [...new Set(tags)];
}
