/** Rules made of others over the same value, and rules for texts and numbers. */
import { closestOf } from '../closest.js';
import type { Issue } from '../issues.js';
import { kindOf, own } from '../kinds.js';
import { maximumIssues } from '../limits.js';
import { type Check, check, fail, members, type Place, type Rule, type Rules, within } from './compact.js';

/** The schema that nothing matches. */
export const never: Check = (value, place) => fail('false', 'no value', value, place);

/** Kinds whose sum has no name. */
export function either(...kinds: readonly number[]): Rule {
  return kinds.reduce((sum, kind) => sum | kind);
}

/** Members as {@link members} knows them, and a rule for all others. */
export function closed(optional: Rules, required: Rules, kindsToo: Rule, rest: Rule): Check {
  const declared = members(optional, required, kindsToo);
  const known = new Set([...Object.keys(optional), ...Object.keys(required)]);
  return (value, place) => {
    declared(value, place);
    if (kindOf(value) !== 'object') return;
    for (const name in value as Rules) {
      const member = (value as Rules)[name];
      if (member === undefined || known.has(name)) continue;
      if (place[2].length >= maximumIssues) break;
      check(rest, member, within(place, '/additionalProperties', name));
    }
  };
}

/** `anyOf`: where none matches, the one that comes closest tells why. */
export function anyOf(...rules: readonly Rule[]): Check {
  return (value, place) => {
    const trials: (readonly Issue[])[] = [];
    for (const rule of rules) {
      const found = attempt(rule, value, place);
      if (found.length === 0) return;
      trials.push(found);
    }
    reportClosest(trials, place);
  };
}

/** `oneOf`. */
export function exactlyOne(...rules: readonly Rule[]): Check {
  return (value, place) => {
    const trials = rules.map((rule) => attempt(rule, value, place));
    const matching = trials.filter((found) => found.length === 0).length;
    if (matching === 0) reportClosest(trials, place);
    else if (matching > 1) fail('oneOf', 'a match of exactly one alternative', value, place);
  };
}

/** `anyOf` or `oneOf` whose alternatives differ in the value of one member: only the one meant is checked. */
export function tagged(
  keyword: string,
  tag: string,
  ...branches: readonly (readonly [tags: readonly unknown[], rule: Rule])[]
): Check {
  return (value, place) => {
    if (kindOf(value) !== 'object') return fail(keyword, 'object', value, place);
    const found = own(value as Rules, tag);
    for (const [tags, rule] of branches) if (tags.includes(found)) return check(rule, value, place);
    const tags = branches.flatMap(([known]) => known.map((one) => JSON.stringify(one)));
    fail(keyword, tags.join(' or '), found, within(place, '', tag));
  };
}

/** A keyword of texts; other kinds pass. */
export function text(code: string, expected: string, passes: (text: string) => boolean): Check {
  return (value, place) => {
    if (typeof value === 'string' && !passes(value)) fail(code, expected, value, place);
  };
}

/** A keyword of numbers; other kinds pass. */
export function numeric(code: string, expected: string, passes: (value: number) => boolean): Check {
  return (value, place) => {
    if (Number.isFinite(value) && !passes(value as number)) fail(code, expected, value, place);
  };
}

/** What is wrong by one of several rules, apart from what is wrong so far. */
function attempt(rule: Rule, value: unknown, [path, pointer]: Place): readonly Issue[] {
  const found: Issue[] = [];
  check(rule, value, [path, pointer, found]);
  return found;
}

/** Tells what the alternative that comes closest tells, as far as there is room. */
function reportClosest(trials: readonly (readonly Issue[])[], [path, , issues]: Place): void {
  issues.push(...closestOf(trials, path.length).slice(0, maximumIssues - issues.length));
}
