/** Types that have another name in the new version: known from the operations and events that use them, or from their shape. */
import type { MediaIR, ProviderIR } from '../ir/ir.js';
import type { Schema } from '../schema.js';
import { referenceName, shapeText } from './effective.js';
import type { OperationPair } from './operations.js';
import { renamesByUse } from './renames-by-use.js';

/** Old names to new ones. */
export function findSchemaRenames(
  before: ProviderIR,
  after: ProviderIR,
  pairs: readonly OperationPair[],
): ReadonlyMap<string, string> {
  const [from, to] = [definitions(before), definitions(after)];
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  const propose = (left: string | undefined, right: string | undefined): void => {
    if (left === undefined || right === undefined || left === right || to.has(left) || from.has(right)) return;
    if (renames.has(left) || taken.has(right) || !from.has(left) || !to.has(right)) return;
    renames.set(left, right);
    taken.add(right);
  };
  for (const pair of pairs) for (const [left, right] of media(pair)) propose(named(left), named(right));
  const eventsAfter = events(after);
  for (const [type, left] of events(before)) propose(left, eventsAfter.get(type));
  for (const [left, right] of byShape(from, to)) propose(left, right);
  return renamesByUse(from, to, renames);
}

/** The schemas of a provider by name. */
export function definitions(provider: ProviderIR): ReadonlyMap<string, Schema> {
  return new Map(provider.schemas.map(({ name, schema }) => [name, schema]));
}

function named(content: MediaIR | undefined): string | undefined {
  return content === undefined ? undefined : referenceName(content.schema);
}

function media({ before, after }: OperationPair): readonly (readonly [MediaIR | undefined, MediaIR | undefined])[] {
  const answers = before.responses.flatMap((response) => {
    const match = after.responses.find((other) => other.status === response.status);
    return response.content.map(
      (content) => [content, match?.content.find((other) => other.mediaType === content.mediaType)] as const,
    );
  });
  const bodies =
    before.body?.content.map(
      (content) => [content, after.body?.content.find((other) => other.mediaType === content.mediaType)] as const,
    ) ?? [];
  return [...answers, ...bodies];
}

function events(provider: ProviderIR): ReadonlyMap<string, string> {
  return new Map(
    provider.webhooks.flatMap((webhook) =>
      webhook.events.flatMap((event) =>
        event.types.map((type) => [`${webhook.name} ${type}`, event.schemaName] as const),
      ),
    ),
  );
}

/** Shapes with members that exactly one type has, before and after. Small shapes say too little. */
function byShape(
  from: ReadonlyMap<string, Schema>,
  to: ReadonlyMap<string, Schema>,
): readonly (readonly [string, string])[] {
  const index = (
    schemas: ReadonlyMap<string, Schema>,
    others: ReadonlyMap<string, Schema>,
  ): ReadonlyMap<string, readonly string[]> => {
    const found = new Map<string, string[]>();
    for (const [name, schema] of schemas) {
      if (others.has(name) || typeof schema !== 'object' || Object.keys(schema.properties ?? {}).length < 2) continue;
      const shape = shapeText(schema);
      found.set(shape, [...(found.get(shape) ?? []), name]);
    }
    return found;
  };
  const after = index(to, from);
  return [...index(from, to)].flatMap(([shape, [left, ...rest]]) => {
    const match = after.get(shape);
    const right = match?.[0];
    return left === undefined || rest.length > 0 || right === undefined || match?.length !== 1
      ? []
      : [[left, right] as const];
  });
}
