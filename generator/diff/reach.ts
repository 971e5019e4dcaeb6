/** Who reads and who sends each named schema, and through which operations and events. */
import type { MediaIR, ProviderIR } from '../ir/ir.js';
import { referencedNames } from '../references.js';
import { sorted } from '../order.js';
import { namesOf } from './met.js';
import { definitions } from './renames.js';
import type { Schema } from '../schema.js';

/** How a schema is met. */
export interface Reach {
  readonly read: boolean;
  readonly sent: boolean;
  /** Operations (by id) and event types, in code-unit order. */
  readonly through: readonly string[];
}

/** The reach of every named schema of a provider; one that nothing refers to is only exported. */
export function reachOf(provider: ProviderIR): ReadonlyMap<string, Reach> {
  const inside = new Map(provider.schemas.map(({ name, schema }) => [name, referencedNames(schema)]));
  const read = new Map<string, Set<string>>();
  const sent = new Map<string, Set<string>>();
  const mark = (start: readonly string[], label: string, marks: Map<string, Set<string>>): void => {
    const seen = new Set<string>();
    const queue = [...start];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      marks.set(name, (marks.get(name) ?? new Set()).add(label));
      queue.push(...(inside.get(name) ?? []));
    }
  };
  const names = (schemas: readonly Schema[]): readonly string[] => schemas.flatMap((schema) => referencedNames(schema));
  const bodies = (media: readonly MediaIR[]): readonly Schema[] => media.map(({ schema }) => schema);
  for (const operation of provider.apis.flatMap((api) => api.operations)) {
    mark(names(bodies(operation.responses.flatMap((response) => response.content))), operation.id, read);
    mark(
      names([...operation.parameters.map(({ schema }) => schema), ...bodies(operation.body?.content ?? [])]),
      operation.id,
      sent,
    );
  }
  for (const event of provider.webhooks.flatMap((webhook) => webhook.events)) {
    for (const type of event.types) mark([event.schemaName], type, read);
  }
  const known = definitions(provider);
  return new Map(
    provider.schemas.map(({ name }) => {
      // What is nothing but another name for a type is met wherever that type is met.
      const names = namesOf(name, known);
      const through = (marks: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] =>
        names.flatMap((one) => [...(marks.get(one) ?? [])]);
      const [readers, senders] = [through(read), through(sent)];
      return [
        name,
        {
          read: readers.length > 0,
          sent: senders.length > 0,
          through: sorted(new Set([...readers, ...senders])),
        },
      ];
    }),
  );
}
