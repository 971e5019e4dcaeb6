/** The rules in their order. To add one: a file in `rules/`, a line here, a given/want pair in its test. */
import type { JsonObject } from '../schema.js';
import { annotations } from './rules/annotations.js';
import { exclusiveBounds } from './rules/exclusive-bounds.js';
import { knownValues } from './rules/known-values.js';
import { labelledConstants } from './rules/labelled-constants.js';
import { mergeAllOf } from './rules/merge-all-of.js';
import { nullable } from './rules/nullable.js';
import { oldSpellings } from './rules/old-spellings.js';
import { referenceSiblings } from './rules/reference-siblings.js';
import type { Dialect, Rule } from './rules/rule.js';
import { singleComposition } from './rules/single-composition.js';
import { unevaluatedToAdditional } from './rules/unevaluated-to-additional.js';

/** Labels are read before titles go; nullability is spread before compositions are merged. */
export const rules: readonly Rule[] = [
  referenceSiblings,
  oldSpellings,
  labelledConstants,
  annotations,
  knownValues,
  exclusiveBounds,
  nullable,
  unevaluatedToAdditional,
  singleComposition,
  mergeAllOf,
];

/** Applies every rule once, in order, to one schema object; its children are already normalized. */
export function applyRules(schema: JsonObject, dialect: Dialect): JsonObject {
  return rules.reduce((current, rule) => rule.apply(current, dialect), schema);
}
