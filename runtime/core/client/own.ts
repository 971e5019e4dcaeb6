/** The member of a table under a name from outside, which may be `constructor` as well as any other. */
export function own<T>(table: { readonly [key: string]: T } | undefined, key: string | number): T | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
