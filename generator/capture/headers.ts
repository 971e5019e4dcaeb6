/** The headers of a capture: those that matter stay, identifiers are replaced, the signature is made anew. */
import type { WebhookManifest } from '../manifest/manifest.js';
import type { TextScrubber } from './scrub-text.js';

/** Header names in lower case to texts. */
export type Headers = Readonly<Record<string, string>>;

/** Reads `{ "name": "text" }`, or lines of `Name: text` as a request dump has them. */
export function parseHeaders(text: string): Headers {
  const trimmed = text.trim();
  const entries: readonly (readonly [string, string])[] = trimmed.startsWith('{')
    ? Object.entries(JSON.parse(trimmed) as Record<string, unknown>).map(([name, value]) => [name, String(value)])
    : trimmed.split(/\r?\n/).flatMap((line) => {
        const colon = line.indexOf(':');
        return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const];
      });
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

/** The headers to keep, without the signature. Which ones matter is what the manifest says of the webhook. */
export function scrubHeaders(headers: Headers, webhook: WebhookManifest, scrubText: TextScrubber): Headers {
  const words = new Set([
    'content-type',
    ...(webhook.discriminator.kind === 'header' ? [webhook.discriminator.name] : []),
  ]);
  const identifiers = new Set([
    ...webhook.delivery.flatMap((source) => (source.kind === 'header' ? [source.name] : [])),
    ...webhook.events.flatMap((event) =>
      event.records?.version.kind === 'header' ? [event.records.version.name] : [],
    ),
  ]);
  const kept = Object.entries(headers).flatMap(([name, value]): readonly (readonly [string, string])[] => {
    if (words.has(name)) return [[name, value]];
    return identifiers.has(name) ? [[name, scrubText(value).text]] : [];
  });
  return Object.fromEntries(kept);
}
