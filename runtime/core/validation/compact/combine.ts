/** Rules made of others over the same value, and rules for texts and numbers. */
import { closestOf } from '../closest.js';
import type { Issue } from '../issues.js';
import { kindOf, own } from '../kinds.js';
import { type Check, check, fail, members, type Rule, type Rules } from './compact.js';

/** The schema that nothing matches. */
export const never: Check = (value, path, pointer) => fail('false', 'no value', value, path, pointer);

/** Members as {@link members} knows them, and a rule for all others. */
export function closed(optional: Rules, required: Rules, otherwise: Rule, rest: Rule): Check {
  const declared = members(optional, required, otherwise);
  const known = new Set([...Object.keys(optional), ...Object.keys(required)]);
  return (value, path, pointer) => {
    const found = [...declared(value, path, pointer)];
    if (kindOf(value) !== 'object') return found;
    for (const name in value as Rules) {
      const member = (value as Rules)[name];
      if (member === undefined || known.has(name)) continue;
      if (found.length >= 20) break;
      found.push(...check(rest, member, [...path, name], `${pointer}/additionalProperties`));
    }
    return found;
  };
}

/** Several keywords of one schema. */
export function all(...rules: readonly Rule[]): Check {
  return (value, path, pointer) => rules.flatMap((rule) => check(rule, value, path, pointer));
}

/** `allOf`. */
export function allOf(...rules: readonly Rule[]): Check {
  return (value, path, pointer) =>
    rules.flatMap((rule, index) => check(rule, value, path, `${pointer}/allOf/${index}`));
}

/** `anyOf`: where none matches, the one that comes closest tells why. */
export function anyOf(...rules: readonly Rule[]): Check {
  return (value, path, pointer) => {
    const trials: (readonly Issue[])[] = [];
    for (const [index, rule] of rules.entries()) {
      const found = check(rule, value, path, `${pointer}/anyOf/${index}`);
      if (found.length === 0) return found;
      trials.push(found);
    }
    return closest(trials, path.length);
  };
}

/** `oneOf`. */
export function exactlyOne(...rules: readonly Rule[]): Check {
  return (value, path, pointer) => {
    const trials = rules.map((rule, index) => check(rule, value, path, `${pointer}/oneOf/${index}`));
    const matching = trials.filter((found) => found.length === 0).length;
    if (matching === 0) return closest(trials, path.length);
    return matching === 1 ? [] : fail('oneOf', 'a match of exactly one alternative', value, path, pointer);
  };
}

/** `anyOf` or `oneOf` whose alternatives differ in the value of one member: only the one meant is checked. */
export function tagged(
  keyword: string,
  tag: string,
  ...branches: readonly (readonly [tags: readonly unknown[], rule: Rule])[]
): Check {
  return (value, path, pointer) => {
    if (kindOf(value) !== 'object') return fail(keyword, 'object', value, path, pointer);
    const found = own(value as Rules, tag);
    const index = branches.findIndex(([tags]) => tags.includes(found));
    const branch = branches[index];
    if (branch !== undefined) return check(branch[1], value, path, `${pointer}/${keyword}/${index}`);
    const tags = branches.flatMap(([known]) => known.map((one) => JSON.stringify(one)));
    return fail(keyword, tags.join(' or '), found, [...path, tag], pointer);
  };
}

/** A keyword of texts; other kinds pass. */
export function text(code: string, expected: string, passes: (text: string) => boolean): Check {
  return (value, path, pointer) =>
    typeof value !== 'string' || passes(value) ? [] : fail(code, expected, value, path, pointer);
}

/** A keyword of numbers; other kinds pass. */
export function numeric(code: string, expected: string, passes: (value: number) => boolean): Check {
  return (value, path, pointer) =>
    !Number.isFinite(value) || passes(value as number) ? [] : fail(code, expected, value, path, pointer);
}

/** The alternative that comes closest; what nobody would read does not count. */
function closest(trials: readonly (readonly Issue[])[], depth: number): readonly Issue[] {
  return closestOf(
    trials.map((found) => found.slice(0, 20)),
    depth,
  );
}
