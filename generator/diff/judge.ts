/** Rules and compiler side by side: for each exported type, what the rules found in it and what the compiler says of it. */
import { printDeclaration } from '../emit/types/print-declaration.js';
import type { NamedSchema, ProviderIR } from '../ir/ir.js';
import type { SchemaChange } from './change.js';
import { judgeTypes } from './compiler.js';
import type { Judgment } from './compiler.js';
import { changeKinds } from './kinds.js';
import type { ChangeKind } from './kinds.js';
import { definitions } from './renames.js';
import { diffSchemas } from './schemas.js';

/** A type on which rules and compiler do not agree: a bug of ours. */
export interface Disagreement {
  readonly name: string;
  readonly side: 'reader' | 'sender';
  /** What the rules found in the type and in the types that it refers to, as far as types show it. */
  readonly kinds: readonly ChangeKind[];
  readonly compilerHolds: boolean;
}

/** The compiler's judgment of every type that both versions export under one name. */
export async function judgeProviders(before: ProviderIR, after: ProviderIR): Promise<readonly Judgment[]> {
  const names = before.schemas
    .map(({ name }) => name)
    .filter((name) => after.schemas.some((schema) => schema.name === name));
  const [from, to] = [printModule(before.schemas), printModule(after.schemas)];
  return judgeTypes(
    new Map([['types.ts', from]]),
    new Map([['types.ts', to]]),
    'types.ts',
    names.map((name) => [name, name] as const),
  );
}

/** Every type on which the two judgments differ. */
export async function findDisagreements(before: ProviderIR, after: ProviderIR): Promise<readonly Disagreement[]> {
  const found = visibleKinds(before, after);
  const judgments = await judgeProviders(before, after);
  return judgments.flatMap(({ name, readerHolds, senderHolds }): Disagreement[] => {
    const kinds = [...(found.get(name) ?? [])];
    const readerBreaks = kinds.some(
      (kind) => changeKinds[kind].reader === 'breaking' || changeKinds[kind].reader === 'widening',
    );
    const senderBreaks = kinds.some((kind) => changeKinds[kind].sender === 'breaking');
    return [
      ...(readerBreaks === readerHolds ? [{ name, side: 'reader' as const, kinds, compilerHolds: readerHolds }] : []),
      ...(senderBreaks === senderHolds ? [{ name, side: 'sender' as const, kinds, compilerHolds: senderHolds }] : []),
    ];
  });
}

/** What binary values are in a browser and in Node, without the types of either; no exported name has a `$`. */
const BLOB = 'interface $Blob { readonly size: number; readonly type: string }';

function printModule(schemas: readonly NamedSchema[]): string {
  return [BLOB, ...schemas.map((schema) => printDeclaration(schema, '$Blob').text)].join('\n\n');
}

/** What one type shows by itself, and the types that both versions of it refer to at the same place. */
interface Finding {
  readonly kinds: ReadonlySet<ChangeKind>;
  readonly met: ReadonlySet<string>;
}

/** Kinds that types show, for each type and everything that it refers to. */
function visibleKinds(before: ProviderIR, after: ProviderIR): ReadonlyMap<string, ReadonlySet<ChangeKind>> {
  const [old, next] = [definitions(before), definitions(after)];
  const own = new Map<string, Finding>();
  for (const [name, schema] of old) {
    const match = next.get(name);
    const kinds = new Set<ChangeKind>();
    const met = new Set<string>();
    const report = (change: SchemaChange): void => {
      if (change.printed && changeKinds[change.kind].inTypes) kinds.add(change.kind);
    };
    const context = {
      old,
      new: next,
      renamed: new Map(),
      tokens: [],
      printed: true,
      open: new Set<string>(),
      within: [],
      report,
    };
    if (match !== undefined) diffSchemas(schema, match, { ...context, met: (other) => met.add(other) });
    own.set(name, { kinds, met });
  }
  return new Map([...old.keys()].map((name) => [name, kindsWithin(name, own)]));
}

function kindsWithin(start: string, own: ReadonlyMap<string, Finding>): ReadonlySet<ChangeKind> {
  const seen = new Set<string>();
  const kinds = new Set<ChangeKind>();
  const queue = [start];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const finding = own.get(name);
    if (seen.has(name) || finding === undefined) continue;
    seen.add(name);
    for (const kind of finding.kinds) kinds.add(kind);
    queue.push(...finding.met);
  }
  return kinds;
}
