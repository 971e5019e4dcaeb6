/** What applications do with events, in code: typed from the event maps of the generated package. */
import type { Webhook } from '../core/webhook/webhook.js';
import { loadDeliveries } from './deliveries.js';
import type { ProcessingContext } from './processing.js';
import type { Execute } from './worker.js';

/** Events of a module's webhooks, by event type. */
export type EventsOf<Module> = Module extends { readonly webhooks: infer Webhooks }
  ? Union<
      {
        [K in keyof Webhooks]: Webhooks[K] extends Webhook<infer Events, infer _Envelope, infer _Options>
          ? Events
          : never;
      }[keyof Webhooks]
    >
  : never;

type Union<Types> = (Types extends unknown ? (value: Types) => void : never) extends (value: infer All) => void
  ? All
  : never;

/** Names such as `terra.sleep`. */
export type EventName<Package> = {
  [P in keyof Package & string]: `${P}.${keyof EventsOf<Package[P]> & string}`;
}[keyof Package & string];

/** The body of an event by its name. */
export type EventBody<Package, Name extends string> = Name extends `${infer P}.${infer Type}`
  ? P extends keyof Package
    ? Type extends keyof EventsOf<Package[P]>
      ? EventsOf<Package[P]>[Type]
      : never
    : never
  : never;

/** What a handler is told beside the event. */
export interface HandlerContext {
  /** The same whenever this event of this delivery is handled again. */
  readonly idempotencyKey: string;
  readonly deliveryId: number;
  readonly source: string;
  readonly receivedAt: Date;
  readonly signal: AbortSignal;
}

/** Handles an event; a rejection is retried, and ends on the dead-letter list. */
export type Handler<Body> = (event: Body, context: HandlerContext) => Promise<void>;

/** Handlers by name. */
export type Handlers = Map<string, Handler<unknown>>;

/** Carries out jobs of handlers. */
export function createHandle(context: ProcessingContext, handlers: Handlers): Execute {
  return async (job, signal) => {
    const { type, index } = job.payload as { readonly type: string; readonly index: number };
    const [delivery] = await loadDeliveries(context, [job.deliveryId]);
    const source = context.sources.get(delivery?.source ?? '');
    if (delivery === undefined || source === undefined) return [];
    const handler = handlers.get(`${source.provider}.${type}`);
    const event = source.webhook.parse(delivery)[index];
    if (handler === undefined || event?.kind !== 'event') return [];
    const receivedAt = new Date(delivery.receivedAt);
    await handler(event.body, {
      idempotencyKey: `${source.name}/${delivery.id}/${index}`,
      deliveryId: delivery.id,
      source: source.name,
      receivedAt,
      signal,
    });
    return [];
  };
}
