/**
 * Searches for the first wrong item of a list, which guards and checks share. While a value is validated the place is
 * kept at which the guard gave up, so that the checks, which come next, do not go through a thousand right items again.
 */

/** The place of the first item from `index` on that its guard refuses; the length where there is none. */
export type Searcher = (items: readonly unknown[], index: number) => number;

/** A search that has found a wrong item. */
interface Stop {
  readonly search: Searcher;
  readonly items: readonly unknown[];
  readonly start: number;
  readonly index: number;
}

let stop: Stop | undefined;

/** A guard that is asked alone leaves nothing behind. */
let isKept = false;

/** True where all items from `start` on are right. */
export function isEach(search: Searcher, items: readonly unknown[], start: number): boolean {
  const index = search(items, start);
  if (index >= items.length) return true;
  if (isKept) stop = { search, items, start, index };
  return false;
}

/** As the search itself, from `start` on. */
export function findWrong(search: Searcher, items: readonly unknown[], start: number): number {
  if (stop?.items === items && stop.search === search && stop.start === start) return stop.index;
  return search(items, start);
}

/** Asks a guard about a whole value; keeps where it stops until `forget`. */
export function askAndKeep<T>(guard: (value: unknown) => value is T, value: unknown): value is T {
  stop = undefined;
  isKept = true;
  const answer = guard(value);
  isKept = false;
  return answer;
}

/** Lets go of the value. */
export function forget(): void {
  stop = undefined;
}
