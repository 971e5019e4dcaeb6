/** Documents and bodies that tests edit: plain records, entered one key after the other. */

/** An object of JSON that a test changes in place. */
export type JsonRecord = Record<string, unknown>;

/** The object at a path; a test that names a wrong one fails there. */
export function at(value: unknown, ...path: readonly (string | number)[]): JsonRecord {
  let found: unknown = value;
  for (const key of path) found = (found as Readonly<Record<string | number, unknown>> | undefined)?.[key];
  if (typeof found !== 'object' || found === null) throw new Error(`there is nothing at ${path.join('/')}`);
  return found as JsonRecord;
}

/** The list at a path, made if it is not there. */
export function listAt(value: unknown, ...path: readonly string[]): JsonRecord[] {
  const parent = at(value, ...path.slice(0, -1));
  const key = path[path.length - 1] ?? '';
  return (parent[key] ??= []) as JsonRecord[];
}
