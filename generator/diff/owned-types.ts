/** Types that exist because of an operation: they come, go and are renamed with it, so that it speaks for them. */
import type { MediaIR, OperationIR, ProviderIR } from '../ir/ir.js';
import { pascalCase } from '../ir/names.js';
import { referenceName } from './effective.js';
import type { MatchedOperations } from './operations.js';

/** The types of an operation by the operation: its parameters, and the bodies that the document describes in place. */
export type OwnedTypes = (operation: OperationIR) => readonly string[];

/** Looks up the types that a provider has for its operations. */
export function ownedTypes(provider: ProviderIR): OwnedTypes {
  const found = new Map<string, string[]>();
  for (const { name, origin } of provider.schemas) {
    if (origin.kind !== 'operation') continue;
    const list = found.get(origin.pointer);
    if (list === undefined) found.set(origin.pointer, [name]);
    else list.push(name);
  }
  return ({ id, pointer }) => (found.get(pointer) ?? []).filter((name) => name.startsWith(pascalCase(id)));
}

/** Names that a change of an operation already tells of. */
export interface ToldNames {
  readonly removed: ReadonlySet<string>;
  readonly added: ReadonlySet<string>;
  /** Old names whose only change of name is that of their operation. */
  readonly renamed: ReadonlySet<string>;
}

/** What operations tell of that came, went or were renamed, or that have bodies or answers that came or went. */
export function toldNames(
  matched: readonly MatchedOperations[],
  before: OwnedTypes,
  after: OwnedTypes,
  renames: ReadonlyMap<string, string>,
): ToldNames {
  const renamed = matched.flatMap(({ pairs }) =>
    pairs.flatMap(({ before: old, after: next }) => {
      const [from, to] = [pascalCase(old.id), pascalCase(next.id)];
      return before(old).filter((name) => renames.get(name) === to + name.slice(from.length));
    }),
  );
  const pairs = matched.flatMap((one) => one.pairs);
  return {
    removed: new Set([
      ...matched.flatMap(({ removed }) => removed.flatMap(before)),
      ...pairs.flatMap((pair) => lone(pair.before, pair.after, before)),
    ]),
    added: new Set([
      ...matched.flatMap(({ added }) => added.flatMap(after)),
      ...pairs.flatMap((pair) => lone(pair.after, pair.before, after)),
    ]),
    renamed: new Set(renamed),
  };
}

/** Types that an operation has for a body or an answer that the other version of it does not have. */
function lone(one: OperationIR, other: OperationIR, owned: OwnedTypes): readonly string[] {
  const known = new Set(places(other).map(([place]) => place));
  const own = new Set(owned(one));
  const names = places(one).flatMap(([place, media]) => (known.has(place) ? [] : [referenceName(media.schema) ?? '']));
  return names.filter((name) => own.has(name));
}

function places({ body, responses }: OperationIR): readonly (readonly [place: string, media: MediaIR])[] {
  return [
    ...(body?.content ?? []).map((media) => [`body ${media.mediaType}`, media] as const),
    ...responses.flatMap(({ status, content }) =>
      content.map((media) => [`${status} ${media.mediaType}`, media] as const),
    ),
  ];
}
