/** The rules in their order. To add one: a file in `rules/`, a line here, a given/want pair in its test. */
import type { JsonObject } from '../schema.js';
import { annotations } from './rules/annotations.js';
import { binaryText } from './rules/binary-text.js';
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

/** Rules that see a schema as the document has it: titles of members are gone once those are normalized. */
export const earlyRules: readonly Rule[] = [labelledConstants];

/** Rules that see a schema whose children are normalized. Nullability is spread before compositions are merged. */
export const rules: readonly Rule[] = [
  referenceSiblings,
  oldSpellings,
  binaryText,
  annotations,
  knownValues,
  exclusiveBounds,
  nullable,
  unevaluatedToAdditional,
  singleComposition,
  mergeAllOf,
];

/** Applies the early rules once, in order, to one schema object as it is written. */
export function applyEarlyRules(schema: JsonObject, dialect: Dialect): JsonObject {
  return earlyRules.reduce((current, rule) => rule.apply(current, dialect), schema);
}

/** Applies every other rule once, in order, to one schema object; its children are already normalized. */
export function applyRules(schema: JsonObject, dialect: Dialect): JsonObject {
  return rules.reduce((current, rule) => rule.apply(current, dialect), schema);
}
