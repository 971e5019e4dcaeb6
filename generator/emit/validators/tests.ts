/** Boolean expressions of generated guards, printable as they are and negated: `if (typeof x !== 'string') return false`. */

/** An expression over a value that tells whether it passes. */
export type Test =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'atom'; readonly yes: string; readonly no: string }
  | { readonly kind: 'and' | 'or'; readonly tests: readonly Test[] };

export const always: Test = { kind: 'always' };
export const never: Test = { kind: 'never' };

/** A comparison with its opposite. */
export function atom(yes: string, no: string): Test {
  return { kind: 'atom', yes, no };
}

/** A call of a predicate. */
export function call(text: string): Test {
  return atom(text, `!${text}`);
}

/** True where all are. */
export function and(tests: readonly Test[]): Test {
  return join('and', tests, always, never);
}

/** True where one is. */
export function or(tests: readonly Test[]): Test {
  return join('or', tests, never, always);
}

/** `neutral` changes nothing, `deciding` settles it. Loops, because every member of every schema comes by here. */
function join(kind: 'and' | 'or', tests: readonly Test[], neutral: Test, deciding: Test): Test {
  const parts: Test[] = [];
  for (const test of tests) {
    if (test.kind === kind) parts.push(...test.tests);
    else if (test.kind !== neutral.kind) parts.push(test);
  }
  for (const part of parts) if (part.kind === deciding.kind) return deciding;
  return parts.length === 1 ? (parts[0] ?? neutral) : parts.length === 0 ? neutral : { kind, tests: parts };
}

/** True where the test is not. */
export function negate(test: Test): Test {
  switch (test.kind) {
    case 'always':
      return never;
    case 'never':
      return always;
    case 'atom':
      return atom(test.no, test.yes);
    case 'and':
      return or(test.tests.map(negate));
    case 'or':
      return and(test.tests.map(negate));
  }
}

/** The text of the expression. */
export function printTest(test: Test): string {
  switch (test.kind) {
    case 'always':
      return 'true';
    case 'never':
      return 'false';
    case 'atom':
      return test.yes;
    case 'and':
      return test.tests.map((part) => (part.kind === 'or' ? `(${printTest(part)})` : printTest(part))).join(' && ');
    case 'or':
      return test.tests.map((part) => (part.kind === 'and' ? `(${printTest(part)})` : printTest(part))).join(' || ');
  }
}
