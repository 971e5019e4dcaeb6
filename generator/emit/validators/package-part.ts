/** What a module can see of its provider: a package that ends at what its schemas refer to, and the hash of that. */
import type { NamedSchema } from '../../ir/ir.js';
import { hashText } from '../../lock.js';
import { hashSchema } from '../../schema-hash.js';
import type { Package } from './scope.js';

/** The package with nothing but some schemas and all that they refer to; which names are taken stays as it is. */
export function partOf(pack: Package, members: readonly NamedSchema[]): Package {
  const reached = new Set<string>(members.map(({ name }) => name));
  for (const name of reached) for (const next of pack.references.get(name) ?? []) reached.add(next);
  const only = <T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map(
      [...reached].flatMap((name) => {
        const value = map.get(name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
  const among = (names: ReadonlySet<string>): ReadonlySet<string> =>
    new Set([...names].filter((name) => reached.has(name)));
  return {
    ...pack,
    schemas: only(pack.schemas),
    definitions: only(pack.definitions),
    references: only(pack.references),
    recursive: among(pack.recursive),
    revisited: among(pack.revisited),
    items: among(pack.items),
  };
}

/** Hash of all that the printers of a module are given; `names` is that of the names that are taken. */
export function keyOf(part: Package, names: string, module: string, members: readonly NamedSchema[]): string {
  const { provider, recursive, revisited, items } = part;
  const facts = [...part.schemas].map(([name, schema]) => [
    hashSchema(schema),
    recursive.has(name),
    revisited.has(name),
    items.has(name),
  ]);
  return hashText(JSON.stringify([provider, names, module, members.length, facts]));
}
