/** Small pieces of statement lists. */

/** A constant before the lines, if they use it. */
export function withConstant(
  name: string,
  initializer: string,
  lines: readonly string[],
  type = '',
): readonly string[] {
  return usesName(lines, name) ? [`const ${name}${type} = ${initializer};`, ...lines] : lines;
}

/** True where a line mentions the name. */
export function usesName(lines: readonly string[], name: string): boolean {
  const pattern = new RegExp(`\\b${name}\\b`);
  return lines.some((line) => pattern.test(line));
}

/** A block with a head, or nothing where it would be empty. */
export function block(head: string, body: readonly string[]): readonly string[] {
  return body.length === 0 ? [] : [head, ...body, '}'];
}
