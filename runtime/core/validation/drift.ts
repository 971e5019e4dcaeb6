/** The second level of truth: what is new in a value that its validator accepts. Built from the same checks. */
import { equals } from './compare.js';
import { type Check, fail, type Issue, recursive, report, type Walk } from './issues.js';
import { kindOf } from './kinds.js';

/** Something that the schema did not announce. */
export interface DriftFinding {
  readonly kind: 'unknown-member' | 'unseen-value' | 'new-format' | 'new-null';
  /** Keys from the root of the value; the first place where it was met. */
  readonly path: readonly (string | number)[];
  /** Where in the schema. */
  readonly pointer: string;
  /** What was known so far. */
  readonly expected: string;
  /** The kind of what came. */
  readonly received: string;
  /** The new value of an enumeration, where it is short enough to be one. */
  readonly value?: string | number | boolean;
}

type Finding = Issue & Pick<DriftFinding, 'value'>;

/** Runs a drift check; each finding once for each place in the schema. */
export function findDrift(check: Check, value: unknown): readonly DriftFinding[] {
  const walk: Walk = { issues: [], path: [], pointer: [], depth: 0 };
  check(value, walk);
  return walk.issues.map(({ code, message: _, ...finding }) => ({ kind: code as DriftFinding['kind'], ...finding }));
}

/** A named drift check. */
export const drift: (name: string, build: () => Check) => Check = recursive;

/** A member that no schema knows. */
export const unknownMember: Check = (value, walk) => note(walk, 'unknown-member', 'no such member', value, undefined, walk.path.at(-1));

/** `x-expect.notNull`. */
export const notNull: Check = (value, walk) => {
  if (value === null) note(walk, 'new-null', 'a value', value);
};

/** `x-expect.enum`. */
export function seen(...values: readonly unknown[]): Check {
  const expected = values.map((known) => JSON.stringify(known)).join(' or ');
  return (value, walk) => {
    if (value === null || typeof value === 'object' || values.some((known) => equals(known, value))) return;
    note(walk, 'unseen-value', expected, value, isShort(value) ? value : undefined, value);
  };
}

/** `x-expect.format`. */
export function expectedFormat(name: string, matches: (text: string) => boolean): Check {
  return (value, walk) => {
    if (typeof value === 'string' && !matches(value)) note(walk, 'new-format', `the format ${name}`, value);
  };
}

/** The alternative that the value matches. */
export function matching(...branches: readonly (readonly [guard: (value: unknown) => boolean, check: Check])[]): Check {
  return (value, walk) => branches.find(([guard]) => guard(value))?.[1](value, walk);
}

function isShort(value: unknown): value is string | number | boolean {
  return typeof value === 'string' ? value.length <= 20 : typeof value === 'number' || typeof value === 'boolean';
}

/** Notes a finding unless the same was noted before; `identity` tells findings at one place apart. */
function note(walk: Walk, code: string, expected: string, value: unknown, shown?: string | number | boolean, identity?: unknown): void {
  const seenBefore = noted.get(walk.issues) ?? new Set<string>();
  noted.set(walk.issues, seenBefore);
  const key = JSON.stringify([code, walk.pointer, identity]);
  if (seenBefore.has(key)) return;
  seenBefore.add(key);
  report(walk, code, expected, value);
  const last = walk.issues.at(-1) as Finding | undefined;
  if (shown !== undefined && last?.code === code) walk.issues[walk.issues.length - 1] = { ...last, value: shown } as Finding;
}

const noted = new WeakMap<readonly Issue[], Set<string>>();

export { fail, kindOf };
