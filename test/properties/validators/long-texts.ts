/** What must not appear in issues: the texts of a value that are longer than twenty characters. */

/** Texts, not names of members, at any place of a JSON value. */
export function longTexts(value: unknown): readonly string[] {
  const found = new Set<string>();
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const part = pending.pop();
    if (typeof part === 'string' && part.length > 20) found.add(part);
    if (typeof part === 'object' && part !== null) pending.push(...(Object.values(part) as unknown[]));
  }
  return [...found];
}
