/** Decides whether lists are tuples: always the same short length, and not the same kind at every position. */
import type { Kind, SchemaObject } from '../schema.js';
import { supportOf } from './evidence.js';
import { kindIndex, seen } from './observation.js';
import type { Observation } from './observation.js';
import { thresholds } from './thresholds.js';

/** The schemas of the positions, or undefined where the lists are plain lists. */
export function tupleOf(facts: Observation): readonly SchemaObject[] | undefined {
  const masks = facts.tuple;
  if (masks === undefined || masks.length === 0) return undefined;
  if (supportOf(seen(facts, 'array')) < thresholds.tuple) return undefined;
  const kinds = masks.map(kindsOf);
  const firsts = new Set(kinds.map((list) => list.filter((kind) => kind !== 'null').join()));
  if (firsts.size < 2) return undefined;
  return kinds.map((list) => ({ type: list.length === 1 && list[0] !== undefined ? list[0] : list }));
}

/** Whole numbers count as numbers: a position's samples are too few to tell. */
function kindsOf(mask: number): readonly Kind[] {
  const has = (kind: keyof typeof kindIndex): boolean => (mask & (1 << kindIndex[kind])) !== 0;
  const kinds: Kind[] = [];
  if (has('boolean')) kinds.push('boolean');
  if (has('integer') || has('number')) kinds.push('number');
  if (has('string')) kinds.push('string');
  if (has('null')) kinds.push('null');
  return kinds;
}
