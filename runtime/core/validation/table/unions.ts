/** Operators over alternatives, where one of several tables has to match. */
import { reportClosest } from '../closest.js';
import { type Check, type Finding, report, type Walk } from '../issues.js';
import { isObject, own } from '../kinds.js';
import { check, type Combination, type Table } from './table.js';

/** `anyOf`: where none matches, the one that comes closest tells why. */
export function anyOf(combination: Combination, value: unknown, walk: Walk): void {
  const trials: (readonly Finding[])[] = [];
  for (let index = 1; index < combination.length; index++) {
    const findings = probe(combination[index] as Table, value, walk);
    if (findings.length === 0) return;
    trials.push(findings);
  }
  reportClosest(trials, walk);
}

/** `oneOf`. */
export function exactlyOne([, ...tables]: Combination, value: unknown, walk: Walk): void {
  const trials = tables.map((table) => probe(table, value, walk));
  const matching = trials.filter((findings) => findings.length === 0).length;
  if (matching === 0) reportClosest(trials, walk);
  if (matching > 1) report(walk, 'oneOf', 'a match of exactly one alternative', value);
}

/** `anyOf` or `oneOf` whose alternatives differ in the value of one member: only the one meant is checked. */
export function tagged(
  keyword: string,
  tag: string,
  ...branches: readonly (readonly [tags: readonly unknown[], table: Table])[]
): Check {
  return (value, walk) => {
    if (!isObject(value)) return report(walk, keyword, 'object', value);
    const found = own(value, tag);
    const branch = branches.find(([tags]) => tags.includes(found));
    if (branch !== undefined) return check(branch[1], value, walk);
    walk.path.push(tag);
    report(walk, keyword, branches.flatMap(([tags]) => tags.map((known) => JSON.stringify(known))).join(' or '), found);
    walk.path.pop();
  };
}

function probe(table: Table, value: unknown, walk: Walk): readonly Finding[] {
  const { findings } = walk;
  const found: Finding[] = (walk.findings = []);
  check(table, value, walk);
  walk.findings = findings;
  return found;
}
