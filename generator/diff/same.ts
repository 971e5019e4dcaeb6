/** Whether two JSON values are the same, asked at every place of two documents. */

/** True where both print the same, members in the same order. Ends at the first difference, and prints nothing. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  const [names, others] = [Object.keys(left), Object.keys(right)];
  if (names.length !== others.length || Array.isArray(left) !== Array.isArray(right)) return false;
  const [from, to] = [left, right] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  return names.every((name, index) => name === others[index] && isSame(from[name], to[name]));
}
