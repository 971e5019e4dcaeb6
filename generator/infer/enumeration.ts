/** Decides whether the texts at a place are the known members of an (open) enumeration. */
import { supportOf } from './evidence.js';
import type { Evidence } from './evidence.js';
import type { SeenTexts } from './observation.js';
import { thresholds } from './thresholds.js';
import type { NameHint } from './values.js';

/** The members, in code-unit order, or undefined where the texts are not an enumeration. `strings` are all samples with a text. */
export function enumerationOf(
  hint: NameHint | 'tag',
  texts: SeenTexts,
  strings: Evidence,
): readonly string[] | undefined {
  const { values, dropped } = texts;
  if (texts.open || values.size === 0 || values.size > thresholds.enumMembers) return undefined;
  const support = supportOf(strings);
  const known = [...values.keys()].sort();
  if (hint === 'personal' || dropped.length > 0) return undefined;
  if (hint === 'tag') return known;
  if (hint === 'category') return support >= thresholds.categorySupport ? known : undefined;
  const once = [...values.values()].filter((evidence) => supportOf(evidence) === 1).length;
  const repeats = support >= thresholds.enumSupport && support >= values.size * thresholds.enumRepetition;
  return repeats && values.size > 1 && once / support <= thresholds.enumNovelty ? known : undefined;
}
