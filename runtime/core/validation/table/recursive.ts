/** Tables that contain themselves. */
import { maximumDepth } from '../issues.js';
import { maximumIssues } from '../limits.js';
import { check, fail, type Place, type Rule, type Table, type TableIssue } from './table.js';

/** From so many entries on a walk remembers answers: alternatives that overlap ask twice as often at every level. */
const remembersFrom = 1000;

/** How deep a walk is in such tables, and how often it entered one. Its path is the one thing that all its places share. */
const walks = /*@__PURE__*/ new WeakMap<Place[0], { depth: number; entries: number }>();

/**
 * A table that is found when it is needed, and to a certain depth only. What it said of a part of the value it says
 * again; the value is a tree, as parsed JSON is, so that a part has one place.
 */
export function recursive(find: () => Table): Rule {
  const known = new WeakMap<Place[0], WeakMap<object, readonly TableIssue[]>>();
  return (value, place) => {
    const [path, issues] = place;
    const walk = kept(walks, path, { depth: 0, entries: 0 });
    if (walk.depth >= maximumDepth) return fail('depth', `at most ${maximumDepth} levels`, value, place);
    const remembers = ++walk.entries > remembersFrom && typeof value === 'object' && value !== null;
    const answers = remembers ? kept(known, path, new WeakMap<object, readonly TableIssue[]>()) : undefined;
    const answer = answers?.get(value as object);
    if (answer !== undefined) return add(answer, issues);
    const { length } = issues;
    walk.depth++;
    check(find(), value, place);
    walk.depth--;
    // Issues that were cut off, or that depend on the way here, are no answer.
    const found = issues.slice(length);
    if (issues.length < maximumIssues && found.every(({ code }) => code !== 'depth'))
      answers?.set(value as object, found);
  };
}

function add(found: readonly TableIssue[], issues: TableIssue[]): void {
  issues.push(...found.slice(0, maximumIssues - issues.length));
}

function kept<K extends object, V>(map: WeakMap<K, V>, key: K, made: V): V {
  const value = map.get(key) ?? made;
  map.set(key, value);
  return value;
}
