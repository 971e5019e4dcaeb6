/** A module of tables: one for each schema that the answers of an API are made of, those that others need first. */
import type { NamedSchema, ProviderIR } from '../../../ir/ir.js';
import type { Schema } from '../../../schema.js';
import { referencedName, subschemas } from '../../validators/analysis.js';
import { joinModule } from '../../validators/print-module.js';
import { createModuleScope, createPackage, type Package, runtime } from '../../validators/scope.js';
import { findShared } from '../../validators/sharing.js';
import { printKinds } from './kinds.js';
import { createTableScope, isTellable, printTable } from './print-table.js';

/** What `tables/<stem>.ts` is going to be. */
export interface PlannedTables {
  /** Which of the schemas asked for have a table; without any there is no module. */
  readonly exported: ReadonlySet<string>;
  readonly print: () => string;
}

/** The tables of some schemas and of all that they refer to. */
export function planTables(provider: ProviderIR, stem: string, names: readonly string[]): PlannedTables {
  const data = provider.schemas.filter((schema) => schema.role === 'data');
  const pack = createPackage(provider.name, data);
  const told = tellable(pack);
  const exported = new Set(names.filter((name) => told.has(name)));
  return { exported, print: () => printTables(pack, stem, exported, told) };
}

function printTables(pack: Package, stem: string, exported: ReadonlySet<string>, told: ReadonlySet<string>): string {
  const ordered = inOrder(pack, [...exported], told);
  const module = createModuleScope(pack, stem, 'tables', findShared(ordered, pack.recursive));
  const inPlace = printedInPlace(ordered, exported, pack);
  const scope = createTableScope(module, told, inPlace);
  const type = runtime(module, 'table/table', 'type Table');
  const parts = ordered.flatMap(({ name, schema }) => {
    if (inPlace.has(name)) return [];
    const [doc, keyword] = exported.has(name) ? [`/** What a ${name} has to be. */\n`, 'export const'] : ['', 'const'];
    const table = `${doc}${keyword} ${name}: ${type} = ${printTable(schema, scope)};`;
    // A table is read when the module is: its parts come first.
    return [...module.parts.splice(0), table];
  });
  const kinds = scope.kinds.size === 0 ? [] : [printKinds(scope.kinds)];
  return parts.length === 0 ? '' : joinModule(module, [...kinds, ...parts]);
}

/** Schemas that one place alone refers to: a constant would only add a name. */
function printedInPlace(
  schemas: readonly NamedSchema[],
  exported: ReadonlySet<string>,
  pack: Package,
): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const count = (schema: Schema): void => {
    if (typeof schema !== 'object') return;
    const name = schema.$ref === undefined ? undefined : referencedName(schema.$ref);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
    subschemas(schema).forEach(count);
  };
  for (const { schema } of schemas) count(schema);
  const names = schemas.map(({ name }) => name);
  return new Set(names.filter((name) => counts.get(name) === 1 && !exported.has(name) && !pack.recursive.has(name)));
}

/** Names of the schemas that tables can tell. Of schemas that contain each other, all or none. */
function tellable(pack: Package): ReadonlySet<string> {
  const told = new Set([...pack.schemas.values()].filter(({ schema }) => isTellable(schema)).map(({ name }) => name));
  const untold = [...pack.recursive].filter((name) => pack.schemas.has(name) && !told.has(name));
  if (untold.length > 0)
    for (const name of leadingTo(untold, pack.references)) if (pack.recursive.has(name)) told.delete(name);
  return told;
}

/** The names given and all that refer to them, directly or by way of others. */
function leadingTo(names: readonly string[], references: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const [user, used] of references) {
    for (const name of used) {
      const known = users.get(name);
      if (known === undefined) users.set(name, [user]);
      else known.push(user);
    }
  }
  const found = new Set(names);
  for (const name of found) for (const user of users.get(name) ?? []) found.add(user);
  return found;
}

/** The schemas and all that they refer to, as long as they are `told`; each after those that it refers to. */
function inOrder(pack: Package, names: readonly string[], told: ReadonlySet<string>): readonly NamedSchema[] {
  const found: NamedSchema[] = [];
  const seen = new Set<string>();
  const pending = [...names].reverse().map((name) => ({ name, isDone: false }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { name } = next;
    const schema = pack.schemas.get(name);
    if (schema === undefined || !told.has(name)) continue;
    if (next.isDone) found.push(schema);
    else if (!seen.has(name)) {
      seen.add(name);
      pending.push({ name, isDone: true });
      for (const other of (pack.references.get(name) ?? []).toReversed()) pending.push({ name: other, isDone: false });
    }
  }
  return found;
}
