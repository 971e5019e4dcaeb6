/** Tables with alternatives, one of which has to match. */
import { closestOf } from '../closest.js';
import { kindOf, own } from '../kinds.js';
import { maximumIssues } from '../limits.js';
import { check, descend, fail, type Members, type Place, type Rule, type Table, type TableIssue } from './table.js';

/** `anyOf`: where none matches, the one that comes closest tells why. */
export function anyOf(...tables: readonly Table[]): Rule {
  return (value, place) => {
    const trials: (readonly TableIssue[])[] = [];
    for (const table of tables) {
      const found = attempt(table, value, place);
      if (found.length === 0) return;
      trials.push(found);
    }
    addClosest(trials, place);
  };
}

/** `oneOf`. */
export function exactlyOne(...tables: readonly Table[]): Rule {
  return (value, place) => {
    const trials = tables.map((table) => attempt(table, value, place));
    const matching = trials.filter((found) => found.length === 0).length;
    if (matching === 0) addClosest(trials, place);
    if (matching > 1) fail('oneOf', 'a match of exactly one alternative', value, place);
  };
}

/** `anyOf` or `oneOf` whose alternatives differ in the value of one member: only the one meant is checked. */
export function tagged(
  keyword: string,
  tag: string,
  ...branches: readonly (readonly [tags: readonly unknown[], table: Table])[]
): Rule {
  return (value, place) => {
    if (kindOf(value) !== 'object') return fail(keyword, 'object', value, place);
    const found = own(value as Members, tag);
    const branch = branches.find(([tags]) => tags.includes(found));
    if (branch !== undefined) return check(branch[1], value, place);
    const known = branches.flatMap(([tags]) => tags.map((each) => JSON.stringify(each)));
    descend((part, at) => fail(keyword, known.join(' or '), part, at), found, place, tag);
  };
}

function attempt(table: Table, value: unknown, [path]: Place): readonly TableIssue[] {
  const found: TableIssue[] = [];
  check(table, value, [path, found]);
  return found;
}

function addClosest(trials: readonly (readonly TableIssue[])[], [path, issues]: Place): void {
  issues.push(...closestOf(trials, path.length).slice(0, maximumIssues - issues.length));
}
