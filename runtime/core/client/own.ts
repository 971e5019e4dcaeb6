/** Reading tables whose keys come from outside. */
import { own as ownMember } from '../validation/kinds.js';

/** The member of a table under a name from outside, which may be `constructor` as well as any other. */
export const own = ownMember as <T>(table: { readonly [key: string]: T }, key: string | number) => T | undefined;

/** What a table has for a status: under the number, under its range, or under `default`. */
export function forStatus<T>(table: { readonly [status: string]: T } = {}, status: number): T | undefined {
  return table[status] ?? table[`${Math.trunc(status / 100)}XX`] ?? table['default'];
}
