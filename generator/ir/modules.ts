/** Which file a type lives in: with the one event that reaches it, in `shared`, or in `operations`. */
import { referencedNames } from '../references.js';
import { sortedBy } from '../order.js';
import type { UnplacedSchema } from './declared.js';
import type { NamedSchema, WebhookIR } from './ir.js';
import { kebabCase } from './names.js';

/**
 * Places every schema. What one event alone reaches stands in that event's module, what several events reach is
 * `shared`, and what only operations reach is `operations`. So operations import from events, events from `shared`, and
 * never the other way round.
 */
export function placeSchemas(
  schemas: ReadonlyMap<string, UnplacedSchema>,
  webhooks: readonly WebhookIR[],
): readonly NamedSchema[] {
  const events = [...new Set(webhooks.flatMap((webhook) => webhook.events.map((event) => event.schemaName)))];
  const reach = new Map(events.map((name) => [name, reachable([name], schemas)] as const));
  const moduleOf = (name: string): string => {
    const owners = events.filter((event) => reach.get(event)?.has(name) === true);
    const [owner] = owners;
    if (owner === undefined) return 'operations';
    return owners.length > 1 ? 'shared' : kebabCase(owner.replace(/Event$/, '') || owner);
  };
  const placed = [...schemas.values()].map((schema) => ({ ...schema, module: moduleOf(schema.name) }));
  return sortedBy(placed, (schema) => schema.name);
}

/** Names of everything that some schemas refer to, themselves included. */
export function reachable(roots: readonly string[], schemas: ReadonlyMap<string, UnplacedSchema>): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [...roots];
  for (const name of queue) {
    const schema = schemas.get(name);
    if (schema === undefined || seen.has(name)) continue;
    seen.add(name);
    queue.push(...referencedNames(schema.schema));
  }
  return seen;
}
