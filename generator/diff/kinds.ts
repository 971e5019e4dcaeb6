/**
 * The catalogue of changes: every kind, how it is graded for the reader of data and for the sender of requests, and the
 * check of oasdiff that corresponds to it. docs/drift.md is printed from here.
 */
import { constraintKinds } from './constraint-kinds.js';
import { eventKinds } from './event-kinds.js';
import type { Grade, Row } from './kind-row.js';
import { operationKinds } from './operation-kinds.js';

export type { Grade } from './kind-row.js';

/** One kind of change. */
export interface KindEntry {
  /** In plain words, as a heading. */
  readonly title: string;
  /** Undefined where the kind cannot concern that side. */
  readonly reader: Grade | undefined;
  readonly sender: Grade | undefined;
  /** Whether TypeScript's types show it; what they do not show is kept by the validators. */
  readonly inTypes: boolean;
  /** Check of oasdiff (https://github.com/oasdiff/oasdiff, checker/rules.go) with the nearest meaning. */
  readonly oasdiff: string | undefined;
}

const ROWS = { ...operationKinds, ...eventKinds, ...constraintKinds };

/** Names of all kinds; they are stable. */
export type ChangeKind = keyof typeof ROWS;

/** The catalogue, in the order of docs/drift.md. */
export const changeKinds: Readonly<Record<ChangeKind, KindEntry>> = Object.fromEntries(
  Object.entries(ROWS as Record<string, Row>).map(([kind, [title, reader, sender, inTypes, oasdiff]]) => [
    kind,
    {
      title,
      reader: reader === '-' ? undefined : reader,
      sender: sender === '-' ? undefined : sender,
      inTypes: inTypes === 'types',
      oasdiff,
    },
  ]),
) as Record<ChangeKind, KindEntry>;
