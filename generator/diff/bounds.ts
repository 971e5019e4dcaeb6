/** Bounds, formats and patterns: what validators keep and types do not show. */
import type { Kind, SchemaObject } from '../schema.js';
import type { ChangeKind } from './kinds.js';
import { concerns, valuesOf } from './effective.js';
import { report } from './schemas.js';
import type { SchemaContext } from './schemas.js';

const LOWER = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'] as const;
const UPPER = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'] as const;

/** Formats of numbers with less range than a number has anyway. */
const SMALL: ReadonlySet<string> = new Set(['int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32']);

/** Compares every bound of two schemas; one that is not there is the loosest, and listed values need none. */
export function diffBounds(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  if (valuesOf(after) !== undefined) return;
  for (const key of LOWER)
    if (before[key] !== after[key] && concerns(before, after, ...kindsFor(key)))
      compare(key, before[key] ?? -Infinity, after[key] ?? -Infinity, context);
  for (const key of UPPER)
    if (before[key] !== after[key] && concerns(before, after, ...kindsFor(key)))
      compare(key, before[key] ?? Infinity, after[key] ?? Infinity, context);
  diffFormats(before, after, context);
  if (before.pattern !== after.pattern && concerns(before, after, 'string'))
    diffPresence(before.pattern, after.pattern, 'pattern', context);
  if (before.multipleOf !== after.multipleOf && concerns(before, after, 'number', 'integer'))
    report(context, 'multiple-changed', change(before.multipleOf, after.multipleOf));
  if (before.uniqueItems !== after.uniqueItems && concerns(before, after, 'array')) diffUnique(before, after, context);
  const [from, to] = [before['x-expect']?.format, after['x-expect']?.format];
  if (from !== to) report(context, 'expected-format-changed', change(from, to));
}

/** Formats of numbers are ranges; only one that is smaller than before asks anything of a sender. */
function diffFormats(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  const [from, to] = [before.format, after.format];
  if (from === to) return;
  const isNumber = concerns(before, after, 'number', 'integer') && !concerns(before, after, 'string');
  if (!isNumber || (from ?? to) === undefined) diffPresence(from, to, 'format', context);
  else if (from !== to && SMALL.has(to ?? '') === SMALL.has(from ?? ''))
    report(context, 'number-format-changed', change(from, to));
  else if (from !== to) report(context, SMALL.has(to ?? '') ? 'format-added' : 'format-removed', change(from, to));
}

function diffUnique(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  if (before.uniqueItems !== true && after.uniqueItems === true) report(context, 'unique-items-added');
  if (before.uniqueItems === true && after.uniqueItems !== true) report(context, 'unique-items-removed');
}

function kindsFor(key: string): readonly Kind[] {
  if (key.endsWith('Length')) return ['string'];
  if (key.endsWith('Items')) return ['array'];
  return key.endsWith('Properties') ? ['object'] : ['number', 'integer'];
}

function compare(
  key: (typeof LOWER)[number] | (typeof UPPER)[number],
  from: number,
  to: number,
  context: SchemaContext,
): void {
  if (from === to) return;
  const kind: ChangeKind = `${key}-${to > from ? 'raised' : 'lowered'}`;
  report(context, kind, change(Number.isFinite(from) ? from : undefined, Number.isFinite(to) ? to : undefined));
}

function diffPresence(
  from: string | undefined,
  to: string | undefined,
  word: 'format' | 'pattern',
  context: SchemaContext,
): void {
  if (from === to) return;
  const what = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
  report(context, `${word}-${what}`, change(from, to));
}

function change(from: string | number | undefined, to: string | number | undefined): string {
  return `${from ?? 'none'} before, ${to ?? 'none'} now`;
}
