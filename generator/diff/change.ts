/** Changes as data: what differs between two versions of a provider, graded. */
import type { ChangeKind, Grade } from './kinds.js';

/** What a change is about. */
export type Subject =
  | { readonly kind: 'provider'; readonly name: string }
  | { readonly kind: 'api'; readonly name: string }
  | { readonly kind: 'operation'; readonly name: string }
  | { readonly kind: 'webhook'; readonly name: string }
  | { readonly kind: 'event'; readonly name: string }
  | { readonly kind: 'schema'; readonly name: string };

/** One change, graded for both sides; a side that it does not concern is undefined. */
export interface Change {
  readonly kind: ChangeKind;
  readonly subject: Subject;
  /** Path of members inside a schema (`sleep.scores[]`), empty for the subject itself. */
  readonly member: string;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What was and what is, as the message has it in brackets; may be empty. */
  readonly detail: string;
  readonly reader: Grade | undefined;
  readonly sender: Grade | undefined;
  /** File and JSON pointer: in the new version, or in the old one where something is gone. */
  readonly file: string;
  readonly pointer: string;
  /** Exported names that a user of the package wrote and now has to look at. */
  readonly exported: readonly string[];
  /** Operations and event types through which the subject is met. */
  readonly through: readonly string[];
}

/** A change inside one schema, before it is known who reads and who sends it. */
export interface SchemaChange {
  readonly kind: ChangeKind;
  readonly tokens: readonly string[];
  readonly detail: string;
  /** False in places that the printed types leave out. */
  readonly printed: boolean;
  /** True inside an alternative that nothing tells apart from the others. */
  readonly weak: boolean;
  /** Named types that the place lies in because one side writes out what the other refers to, outermost first. */
  readonly within: readonly Expansion[];
}

/** A named type that was opened on the way to a change. */
export interface Expansion {
  /** Name in the new version. */
  readonly name: string;
  /** How many tokens lead to it. */
  readonly at: number;
  /** `reference`: the place refers to the type. `base`: the place is composed of it and others. */
  readonly as: 'reference' | 'base';
}

const ORDER: readonly Grade[] = ['docs', 'additive', 'widening', 'breaking'];

/** The graver of two grades. */
export function graver(left: Grade | undefined, right: Grade | undefined): Grade | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return ORDER.indexOf(left) >= ORDER.indexOf(right) ? left : right;
}

/** The gravest grade of a change over both sides. */
export function gradeOf(change: Pick<Change, 'reader' | 'sender'>): Grade {
  return graver(change.reader, change.sender) ?? 'docs';
}

/** `/properties/sleep/properties/scores/items` as `sleep.scores[]`. */
export function memberPath(tokens: readonly string[]): string {
  let path = '';
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? '';
    const next = tokens[index + 1] ?? '';
    if (token === 'properties') path += `${path === '' ? '' : '.'}${next}`;
    else if (token === 'items' || token === 'contains') path += '[]';
    else if (token === 'prefixItems') path += `[${next}]`;
    else if (token === 'additionalProperties' || token === 'patternProperties') path += '{}';
    if (
      ['properties', 'prefixItems', 'patternProperties', 'anyOf', 'oneOf', 'allOf', 'dependentSchemas'].includes(token)
    )
      index += 1;
  }
  return path;
}
