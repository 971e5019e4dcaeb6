/** Events that a document declares (`webhooks`, `x-webhooks`) join those of the manifest that asks for them with `from`. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import { pascalCase } from '../ir/names.js';
import type { Discriminator, EventManifest, Manifest, WebhookManifest } from '../manifest/manifest.js';
import { documentWebhooks, literalsAt } from '../normalize/webhooks.js';
import type { DocumentWebhook } from '../normalize/webhooks.js';
import { sorted } from '../order.js';
import { escapeToken, pointerTokens, valueAt } from '../pointer.js';
import type { ComposedDocument } from './compose.js';

/** The manifest with one event for each webhook of the documents; what the manifest says of an event type itself wins. */
export function addDocumentEvents(
  manifest: Manifest,
  documents: readonly ComposedDocument[],
  file: string,
): StageResult<Manifest> {
  if (manifest.webhooks.every((webhook) => webhook.from === undefined)) return { value: manifest, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const webhooks = manifest.webhooks.map((webhook) => {
    if (webhook.from === undefined) return webhook;
    const composed = documents.find(({ api }) => api?.name === webhook.from);
    const found =
      composed === undefined ? [] : documentWebhooks(composed.document).filter(({ section }) => section === 'webhooks');
    if (composed === undefined || found.length === 0) diagnostics.push(nothingThere(webhook, file));
    return composed === undefined
      ? webhook
      : { ...webhook, events: [...webhook.events, ...eventsOf(webhook, found, composed)] };
  });
  return { value: { ...manifest, webhooks }, diagnostics };
}

/** Messages with the same body are one event; an event type that is taken is not declared again. */
function eventsOf(
  webhook: WebhookManifest,
  found: readonly DocumentWebhook[],
  composed: ComposedDocument,
): readonly EventManifest[] {
  const taken = new Set(webhook.events.flatMap((event) => event.types));
  const bySchema = new Map<string, DocumentWebhook[]>();
  for (const message of found) bySchema.set(message.schema, [...(bySchema.get(message.schema) ?? []), message]);
  return [...bySchema].flatMap(([pointer, messages]): readonly EventManifest[] => {
    const [first] = messages;
    const types = sorted(
      new Set(messages.flatMap((message) => typesOf(message, webhook.discriminator, composed))),
    ).filter((type) => !taken.has(type));
    for (const type of types) taken.add(type);
    if (first === undefined || types.length === 0) return [];
    const schema = { api: composed.api?.name ?? '', pointer };
    const deprecated = messages.every((message) => message.deprecated) ? 'The provider advises against it.' : undefined;
    const name = `${pascalCase(first.key)}Event`;
    return [
      {
        key: first.key,
        types,
        type: name,
        description: first.summary,
        deprecated,
        schema,
        samples: undefined,
        records: undefined,
        followUp: undefined,
        lifecycle: undefined,
      },
    ];
  });
}

/** What the body says at the discriminator; where it says nothing, or a header tells, the key in the document. */
function typesOf(
  message: DocumentWebhook,
  discriminator: Discriminator,
  { document }: ComposedDocument,
): readonly string[] {
  switch (discriminator.kind) {
    case 'member': {
      const literals = literalsAt(document, valueAt(document, message.schema), pointerTokens(discriminator.pointer));
      return literals.length === 0 ? [message.key] : literals;
    }
    case 'constant':
      return [discriminator.value];
    case 'header':
    case 'keyAndMember':
      return [message.key];
  }
}

function nothingThere(webhook: WebhookManifest, file: string): Diagnostic {
  return {
    code: 'event-empty',
    severity: 'error',
    message: `no document of the API "${webhook.from ?? ''}" declares webhooks`,
    at: { file, pointer: `/webhooks/${escapeToken(webhook.name)}/from` },
    hint: 'Name an API whose document has a `webhooks` section, or list the events here.',
  };
}
