/** Orders that do not depend on the locale. */

/** Compares by UTF-16 code units, as `<` does. */
export function byCodeUnit(left: string, right: string): number {
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

/** A copy in code-unit order. */
export function sorted(values: Iterable<string>): string[] {
  return [...values].sort(byCodeUnit);
}

/** A copy in code-unit order of a text of each item. */
export function sortedBy<T>(values: Iterable<T>, text: (value: T) => string): T[] {
  return [...values].sort((left, right) => byCodeUnit(text(left), text(right)));
}
