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

/** Keywords that no rule acts on. */
const LEFT_ALONE: ReadonlySet<string> = new Set([
  ...['type', 'description', 'properties', 'required', 'additionalProperties', 'enum', 'const', 'format', 'pattern'],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'multipleOf', 'minItems', 'maxItems', 'uniqueItems'],
  ...['minProperties', 'maxProperties', 'deprecated', 'readOnly', 'writeOnly', 'default', 'examples'],
]);

/** True for a schema that every rule leaves as it is, which is the most of a document: they need not be asked. */
export function isLeftAlone(schema: JsonObject): boolean {
  for (const keyword in schema) if (!LEFT_ALONE.has(keyword)) return false;
  return true;
}

/** Applies the early rules once, in order, to one schema object as it is written. */
export function applyEarlyRules(schema: JsonObject, dialect: Dialect): JsonObject {
  return earlyRules.reduce((current, rule) => rule.apply(current, dialect), schema);
}

/** Applies every other rule once, in order, to one schema object; its children are already normalized. */
export function applyRules(schema: JsonObject, dialect: Dialect): JsonObject {
  return rules.reduce((current, rule) => rule.apply(current, dialect), schema);
}
