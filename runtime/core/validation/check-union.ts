/** Checks that combine others over the same value. */
import { reportClosest } from './closest.js';
import { type Check, type Finding, probe, report, within } from './issues.js';
import { isObject, member } from './kinds.js';

/** Several keywords of one schema. */
export function all(...checks: readonly Check[]): Check {
  return (value, walk) => {
    for (const check of checks) check(value, walk);
  };
}

/** `allOf`. */
export function allOf(...checks: readonly Check[]): Check {
  return (value, walk) => {
    for (const [index, check] of checks.entries()) within(check, value, walk, `/allOf/${index}`);
  };
}

/** `anyOf`: where none matches, the one that comes closest tells why. */
export function anyOf(...checks: readonly Check[]): Check {
  return (value, walk) => {
    const trials: (readonly Finding[])[] = [];
    for (const [index, check] of checks.entries()) {
      const findings = probe(check, value, walk, `/anyOf/${index}`);
      if (findings.length === 0) return;
      trials.push(findings);
    }
    reportClosest(trials, walk);
  };
}

/** `oneOf`. */
export function exactlyOne(...checks: readonly Check[]): Check {
  return (value, walk) => {
    const trials = checks.map((check, index) => probe(check, value, walk, `/oneOf/${index}`));
    const matching = trials.filter((findings) => findings.length === 0).length;
    if (matching === 0) reportClosest(trials, walk);
    if (matching > 1) report(walk, 'oneOf', 'a match of exactly one alternative', value);
  };
}

/** `anyOf` or `oneOf` whose alternatives differ in the value of one member: only the one meant is checked. */
export function tagged(
  keyword: string,
  tag: string,
  ...branches: readonly (readonly [tags: readonly unknown[], check: Check])[]
): Check {
  return (value, walk) => {
    if (!isObject(value)) return report(walk, keyword, 'object', value);
    const found = member(value, tag);
    for (const [index, [tags, check]] of branches.entries()) {
      if (tags.includes(found)) return within(check, value, walk, `/${keyword}/${index}`);
    }
    const expected = branches.flatMap(([tags]) => tags.map((known) => JSON.stringify(known))).join(' or ');
    walk.path.push(tag);
    report(walk, keyword, expected, found);
    walk.path.pop();
  };
}

/** `not`. */
export function not(check: Check): Check {
  return (value, walk) => {
    if (probe(check, value, walk).length === 0) report(walk, 'not', 'a value that does not match', value);
  };
}

/** `if`, `then`, `else`. */
export function conditional(condition: Check, consequence: Check, alternative: Check): Check {
  return (value, walk) => {
    if (probe(condition, value, walk).length === 0) within(consequence, value, walk, '/then');
    else within(alternative, value, walk, '/else');
  };
}
