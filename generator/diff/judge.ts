/** Rules and compiler side by side: for each exported type, what the rules found in it and what the compiler says of it. */
import { printDeclaration } from '../emit/types/print-declaration.js';
import type { NamedSchema, ProviderIR } from '../ir/ir.js';
import type { Schema, SchemaObject } from '../schema.js';
import type { SchemaChange } from './change.js';
import { judgeTypes } from './compiler.js';
import type { Judgment } from './compiler.js';
import { changeKinds } from './kinds.js';
import type { ChangeKind } from './kinds.js';
import { distribute, foldSingle, hasOwnMembers } from './compositions.js';
import type { Definitions } from './effective.js';
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
  const [from, to] = [printModule(before), printModule(after)];
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
    const seen = found.get(name);
    return (['reader', 'sender'] as const).flatMap((side): Disagreement[] => {
      const compilerHolds = side === 'reader' ? readerHolds : senderHolds;
      const must = [...(seen?.sure ?? [])].some((kind) => breaks(kind, side));
      const may = must || [...(seen?.weak ?? [])].some((kind) => breaks(kind, side));
      const agrees = compilerHolds ? !must : may;
      return agrees ? [] : [{ name, side, kinds: [...(seen?.sure ?? []), ...(seen?.weak ?? [])], compilerHolds }];
    });
  });
}

/** A value that a reader did not know is an error for the compiler; a sender may go on as before. */
function breaks(kind: ChangeKind, side: 'reader' | 'sender'): boolean {
  const grade = changeKinds[kind][side];
  return grade === 'breaking' || (side === 'reader' && grade === 'widening');
}

/** What binary values are in a browser and in Node, without the types of either; no exported name has a `$`. */
const BLOB = 'interface $Blob { readonly size: number; readonly type: string }';

function printModule(provider: ProviderIR): string {
  const known = definitions(provider);
  const print = (named: NamedSchema): string =>
    printDeclaration({ ...named, schema: writtenOut(named.schema, known) }, '$Blob').text;
  return [BLOB, ...provider.schemas.map(print)].join('\n\n');
}

/**
 * A schema whose unions stand alone. Beside members, `{ a?: string } & { a: unknown }` is what is printed, which the
 * compiler takes for another type than the very same one in the other version.
 */
function writtenOut(schema: Schema, known: Definitions): Schema {
  if (typeof schema !== 'object') return schema;
  const single = foldSingle(schema, known);
  const parts = hasOwnMembers(single) ? distribute(single, known) : undefined;
  const whole: SchemaObject = parts === undefined ? single : { anyOf: parts };
  const all = (list: readonly Schema[]): readonly Schema[] => list.map((item) => writtenOut(item, known));
  const { properties, items, additionalProperties, anyOf, oneOf, allOf } = whole;
  return {
    ...whole,
    ...(properties === undefined ? {} : { properties: mapValues(properties, (item) => writtenOut(item, known)) }),
    ...(items === undefined ? {} : { items: writtenOut(items, known) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: writtenOut(additionalProperties, known) }),
    ...(anyOf === undefined ? {} : { anyOf: all(anyOf) }),
    ...(oneOf === undefined ? {} : { oneOf: all(oneOf) }),
    ...(allOf === undefined ? {} : { allOf: all(allOf) }),
  };
}

function mapValues(
  record: Readonly<Record<string, Schema>>,
  change: (schema: Schema) => Schema,
): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries(record).map(([key, schema]) => [key, change(schema)]));
}

/** Kinds that a type shows. What is inside an alternative that nothing tells apart may fit another one. */
interface Kinds {
  readonly sure: Set<ChangeKind>;
  readonly weak: Set<ChangeKind>;
}

/** What one type shows by itself, and the types that both versions of it refer to at the same place. */
interface Finding {
  readonly kinds: Kinds;
  readonly met: { readonly sure: Set<string>; readonly weak: Set<string> };
}

/** Kinds that types show, for each type and everything that it refers to. */
function visibleKinds(before: ProviderIR, after: ProviderIR): ReadonlyMap<string, Kinds> {
  const [old, next] = [definitions(before), definitions(after)];
  const own = new Map<string, Finding>();
  for (const [name, schema] of old) {
    const match = next.get(name);
    const finding: Finding = {
      kinds: { sure: new Set(), weak: new Set() },
      met: { sure: new Set(), weak: new Set() },
    };
    const report = ({ kind, printed, weak }: SchemaChange): void => {
      if (printed && changeKinds[kind].inTypes) finding.kinds[weak ? 'weak' : 'sure'].add(kind);
    };
    const met = (other: string, weak: boolean): unknown => finding.met[weak ? 'weak' : 'sure'].add(other);
    const start = { tokens: [], printed: true, open: new Set<string>(), within: [] };
    if (match !== undefined) diffSchemas(schema, match, { ...start, old, new: next, renamed: new Map(), report, met });
    own.set(name, finding);
  }
  return new Map([...old.keys()].map((name) => [name, kindsWithin(name, own)]));
}

function kindsWithin(start: string, own: ReadonlyMap<string, Finding>): Kinds {
  const kinds: Kinds = { sure: new Set(), weak: new Set() };
  const surely = reachable([start], own, ({ met }) => met.sure);
  const perhaps = reachable([...surely], own, ({ met }) => [...met.sure, ...met.weak]);
  for (const name of perhaps) {
    const finding = own.get(name)?.kinds;
    for (const kind of finding?.sure ?? []) kinds[surely.has(name) ? 'sure' : 'weak'].add(kind);
    for (const kind of finding?.weak ?? []) kinds.weak.add(kind);
  }
  return kinds;
}

function reachable(
  start: readonly string[],
  own: ReadonlyMap<string, Finding>,
  next: (finding: Finding) => Iterable<string>,
): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [...start];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const finding = own.get(name);
    if (seen.has(name) || finding === undefined) continue;
    seen.add(name);
    queue.push(...next(finding));
  }
  return seen;
}
