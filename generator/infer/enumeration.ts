/** Decides whether the texts at a place are the known members of an (open) enumeration. */
import { supportOf } from './evidence.js';
import type { Evidence } from './evidence.js';
import type { SeenTexts } from './observation.js';
import { thresholds } from './thresholds.js';
import type { NameHint } from './values.js';

/** The members, in code-unit order, or why there are none. `strings` are all samples with a text. */
export function enumerationOf(hint: NameHint | 'tag', texts: SeenTexts, strings: Evidence): readonly string[] | string {
  const { values, dropped } = texts;
  if (hint === 'personal') return 'no enumeration: a member of this name tells of a person or thing';
  if (texts.open || dropped.length > 0 || values.size === 0)
    return 'no enumeration: texts that are long, rare, many or not words';
  if (values.size > thresholds.enumMembers)
    return `no enumeration: ${values.size} distinct texts, at most ${thresholds.enumMembers} make one`;
  const support = supportOf(strings);
  const known = [...values.keys()].sort();
  if (hint === 'tag') return known;
  if (hint === 'category')
    return support >= thresholds.categorySupport ? known : tooFew(support, thresholds.categorySupport);
  if (support < thresholds.enumSupport) return tooFew(support, thresholds.enumSupport);
  const once = [...values.values()].filter((evidence) => supportOf(evidence) === 1).length;
  const repeats = support >= values.size * thresholds.enumRepetition && once / support <= thresholds.enumNovelty;
  if (values.size === 1) return 'no enumeration: one text only, and the name does not tell a category';
  return repeats ? known : 'no enumeration: the texts do not repeat enough to be few';
}

function tooFew(support: number, needed: number): string {
  return `no enumeration: ${support} samples with a text, ${needed} are needed`;
}
