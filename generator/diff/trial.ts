/** Alternatives of a union tried against each other: does what one side allows fit one of the other side as it is. */
import type { Schema } from '../schema.js';
import type { SchemaChange } from './change.js';
import { changeKinds } from './kinds.js';
import type { ChangeKind, Grade } from './kinds.js';
import { meet } from './met.js';
import { diffSchemas, report } from './schemas.js';
import type { SchemaContext } from './schemas.js';

/** Two alternatives, one of each version, and what differs between them. */
export interface Trial {
  readonly old: Schema;
  readonly next: Schema;
  readonly changes: readonly SchemaChange[];
  /** Types that both refer to at the same place. */
  readonly met: readonly string[];
}

/** Above this a union is taken as it is: every alternative is tried against every other. */
const MOST = 8;

/** Compares every alternative that is left over with every one of the other side; nothing where there are too many. */
export function tryAll(left: readonly Schema[], right: readonly Schema[], context: SchemaContext): readonly Trial[] {
  if (left.length > MOST || right.length > MOST || context.open.size > 4) return [];
  return left.flatMap((old) => right.map((next) => tryOne(old, next, context)));
}

/** True where types show nothing that breaks for anybody: the two may count as one alternative that changed. */
export function isCompatible({ changes }: Trial): boolean {
  return !changes.some((change) => breaks(change, 'reader', ['breaking']) || breaks(change, 'sender', ['breaking']));
}

/** What was allowed before may still be sent as the new alternative. */
export function fitsSender({ changes }: Trial): boolean {
  return !changes.some((change) => breaks(change, 'sender', ['breaking']) || isLoss(change));
}

/** What is allowed now is what a reader of the old alternative knows. */
export function fitsReader({ changes }: Trial): boolean {
  return !changes.some((change) => breaks(change, 'reader', ['breaking', 'widening']));
}

/** Reports what types do not show and senders have to mind all the same. */
export function reportHidden({ changes }: Trial, context: SchemaContext): void {
  for (const change of changes) {
    const { inTypes, sender } = changeKinds[change.kind];
    if (!inTypes && sender === 'breaking') report({ ...context, tokens: change.tokens }, change.kind, change.detail);
  }
}

/** Where one stands for the other, a change in a type that both refer to may show. */
export function meetTried({ met }: Trial, context: SchemaContext): void {
  for (const name of met) meet(name, { ...context, weak: true });
}

function tryOne(old: Schema, next: Schema, context: SchemaContext): Trial {
  const changes: SchemaChange[] = [];
  const met: string[] = [];
  const open = new Set([...context.open, `trial ${context.open.size}`]);
  const tell = context.met === undefined ? {} : { met: (name: string) => met.push(name) };
  diffSchemas(old, next, { ...context, ...tell, open, report: (change) => changes.push(change) });
  return { old, next, changes, met };
}

function breaks(change: SchemaChange, side: 'reader' | 'sender', grades: readonly Grade[]): boolean {
  const entry = changeKinds[change.kind];
  return entry.inTypes && grades.includes(entry[side] ?? 'docs');
}

function isLoss({ kind }: SchemaChange): boolean {
  const losses: readonly ChangeKind[] = ['member-removed', 'member-renamed'];
  return losses.includes(kind);
}
