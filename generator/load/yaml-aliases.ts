/** What aliases can do to a text of YAML that data cannot bear: stand in what they mean, or mean too much. */
import { isObject } from './parse-text.js';
import type { JsonValue } from '../schema.js';

/** How many values a text may come to when every alias is what it means. The largest known document has a million. */
const MAXIMUM_VALUES = 10_000_000;

/** Why a value with aliases in it cannot be read; undefined where it can. */
export function aliasProblem(value: JsonValue | undefined): string | undefined {
  const sizes = new Map<object, number>();
  // A value that is still being counted stands in itself.
  const sizeOf = (part: JsonValue | undefined): number => {
    if (typeof part !== 'object' || part === null) return 1;
    const known = sizes.get(part);
    if (known !== undefined) return known;
    sizes.set(part, Number.NaN);
    const members = isObject(part) ? Object.values(part) : part;
    const size = members.reduce((total: number, member) => total + sizeOf(member), 1);
    sizes.set(part, size);
    return size;
  };
  const total = sizeOf(value);
  if (Number.isNaN(total)) return 'an alias stands in what it means';
  return total > MAXIMUM_VALUES ? `its aliases come to more than ${MAXIMUM_VALUES} values` : undefined;
}
