/** Webhooks and their event types in two versions. */
import type { EventIR, ProviderIR, WebhookIR } from '../ir/ir.js';
import { sorted } from '../order.js';
import type { ManifestPlaces } from './manifest-places.js';
import { add, sameJson } from './report.js';
import type { Place, Sink } from './report.js';

/** Event types that a line names before it counts the rest. */
const SHOWN = 12;

/** Compares every webhook of a provider; `renamed` are types that only have another name. */
export function diffWebhooks(
  before: ProviderIR,
  after: ProviderIR,
  places: { readonly before: ManifestPlaces; readonly after: ManifestPlaces },
  renamed: ReadonlyMap<string, string>,
  sink: Sink,
): void {
  for (const webhook of before.webhooks) {
    const match = after.webhooks.find((other) => other.name === webhook.name);
    if (match === undefined) add(sink, placeOf(webhook, places.before), 'webhook-removed', typesText(webhook));
    else diffWebhook(webhook, match, places, renamed, sink);
  }
  for (const webhook of after.webhooks) {
    if (!before.webhooks.some((other) => other.name === webhook.name))
      add(sink, placeOf(webhook, places.after), 'webhook-added', typesText(webhook));
  }
}

function placeOf(webhook: WebhookIR, places: ManifestPlaces): Place {
  return {
    subject: { kind: 'webhook', name: webhook.name },
    ...places.webhook(webhook.name),
    exported: [`${webhook.name}Webhook`, `${webhook.stem}EventMap`],
  };
}

function diffWebhook(
  before: WebhookIR,
  after: WebhookIR,
  places: { readonly before: ManifestPlaces; readonly after: ManifestPlaces },
  renamed: ReadonlyMap<string, string>,
  sink: Sink,
): void {
  const place = placeOf(after, places.after);
  if (!sameJson(before.signature, after.signature)) add(sink, place, 'webhook-signature-changed');
  if (before.envelope !== after.envelope)
    add(sink, place, 'webhook-envelope-changed', `${before.envelope} before, ${after.envelope} now`);
  if (!sameJson(before.discriminator, after.discriminator)) add(sink, place, 'webhook-discriminator-changed');
  if (!sameJson(before.accepted, after.accepted)) add(sink, place, 'webhook-statuses-changed');
  if (
    !sameJson(
      [before.timeoutSeconds, before.retrySeconds, before.sourceAddresses],
      [after.timeoutSeconds, after.retrySeconds, after.sourceAddresses],
    )
  )
    add(sink, place, 'webhook-schedule-changed');
  if (!sameJson([before.delivery, before.user], [after.delivery, after.user]))
    add(sink, place, 'webhook-identity-changed');
  if (!sameJson(before.answers ?? [], after.answers ?? [])) add(sink, place, 'webhook-answers-changed');
  if (before.title !== after.title || before.description !== after.description) add(sink, place, 'webhook-described');
  const [from, to] = [byType(before), byType(after)];
  for (const [type, event] of from) {
    const match = to.get(type);
    if (match === undefined) add(sink, placeOfEvent(before, type, event, places.before), 'event-removed');
    else diffEvent(event, match, placeOfEvent(after, type, event, places.after), renamed, sink);
  }
  for (const [type, event] of to)
    if (!from.has(type)) add(sink, placeOfEvent(after, type, event, places.after), 'event-added');
}

function byType(webhook: WebhookIR): ReadonlyMap<string, EventIR> {
  return new Map(webhook.events.flatMap((event) => event.types.map((type) => [type, event] as const)));
}

/** The event types that come or go with a webhook. */
function typesText(webhook: WebhookIR): string {
  const types = sorted(byType(webhook).keys());
  const more = types.length > SHOWN ? ` and ${types.length - SHOWN} more` : '';
  return types.length === 0
    ? ''
    : `event ${types.length === 1 ? 'type' : 'types'} ${types.slice(0, SHOWN).join(', ')}${more}`;
}

function placeOfEvent(webhook: WebhookIR, type: string, event: EventIR, places: ManifestPlaces): Place {
  return {
    subject: { kind: 'event', name: type },
    ...places.event(webhook.name, event.key),
    exported: [`${webhook.stem}EventMap['${type}']`, event.schemaName],
  };
}

function diffEvent(
  before: EventIR,
  after: EventIR,
  place: Place,
  renamed: ReadonlyMap<string, string>,
  sink: Sink,
): void {
  const { schemaName } = before;
  if (schemaName !== after.schemaName && renamed.get(schemaName) !== after.schemaName)
    add(sink, place, 'event-body-replaced', `${schemaName} before, ${after.schemaName} now`);
  if (before.deprecated === undefined && after.deprecated !== undefined) add(sink, place, 'event-deprecated');
  if (before.deprecated !== undefined && after.deprecated === undefined) add(sink, place, 'event-reactivated');
  if (!sameJson([before.records, before.lifecycle], [after.records, after.lifecycle]))
    add(sink, place, 'event-records-changed');
  if (!sameJson(before.followUp, after.followUp)) add(sink, place, 'event-follow-up-changed');
  if (before.description !== after.description) add(sink, place, 'event-described');
}
