/** What applications do with events, in code: typed from the event maps of the generated package. */
import { loadDeliveries } from './deliveries.js';
import type { ProcessingContext } from './processing.js';
import { Elsewhere } from './jobs.js';
import type { Database } from './store/database.js';
import type { Execute } from './worker.js';

/** Events of a module's webhooks, by event type. Read from what parsing gives: the event map itself cannot be inferred back. */
export type EventsOf<Module> = Module extends { readonly webhooks: infer Webhooks }
  ? { [Event in ParsedBy<Webhooks[keyof Webhooks]> as Event['type']]: Event['body'] }
  : never;

type ParsedBy<AnyWebhook> = AnyWebhook extends { readonly parse: (delivery: never) => readonly (infer Parsed)[] }
  ? Extract<Parsed, { readonly kind: 'event'; readonly type: string }>
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

/** Names that are handled here or elsewhere: what was processed by another process is handled too, and so is what waited. */
export interface Subscriptions extends Pick<ReadonlySet<string>, 'has'> {
  /** Reads those of other processes, and writes those of this one. */
  readonly refresh: () => Promise<void>;
}

/** The handlers of this process, joined with the names that are stored. */
export async function createSubscriptions(database: Database, handlers: Handlers): Promise<Subscriptions> {
  const names = new Set<string>();
  async function refresh(): Promise<void> {
    for (const { name } of await database.read('SELECT name FROM subscription')) names.add(String(name));
    const missing = [...handlers.keys()].filter((name) => !names.has(name));
    const sql = 'INSERT INTO subscription (name) VALUES ($1) ON CONFLICT DO NOTHING';
    if (missing.length > 0) await database.write(missing.map((name) => ({ sql, values: [name] })));
    for (const name of missing) names.add(name);
  }
  await refresh();
  return { has: (name) => handlers.has(name) || names.has(name), refresh };
}

/** Carries out jobs of handlers. */
export function createHandle(context: ProcessingContext, handlers: Handlers): Execute {
  return async (job, signal) => {
    const { type, index } = job.payload as { readonly type: string; readonly index: number };
    const [delivery] = await loadDeliveries(context, [job.deliveryId]);
    const source = context.sources.get(delivery?.source ?? '');
    if (delivery === undefined || source === undefined) return [];
    const handler = handlers.get(`${source.provider}.${type}`);
    const event = source.webhook.parse(delivery)[index];
    // Its handler is in another process, or is yet to come.
    if (handler === undefined) throw new Elsewhere();
    if (event?.kind !== 'event') return [];
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
