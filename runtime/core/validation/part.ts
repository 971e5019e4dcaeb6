/** Schemas in place that several others contain. */
import type { Check } from './issues.js';

/** A check that is built at its first use; a guard saves the walk through what is right. */
export function part(build: () => Check, guard?: (value: unknown) => boolean): Check {
  let check: Check | undefined;
  return (value, walk) => {
    if (guard?.(value) === true) return;
    check ??= build();
    check(value, walk);
  };
}
