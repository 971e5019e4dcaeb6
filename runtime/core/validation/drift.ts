/** The second level of truth: what is new in a value that its validator accepts. Made of checks, like the first. */
import { equals } from './compare.js';
import { type Check, type Finding, isFull, recursive, startWalk, type Walk } from './issues.js';
import { isObject, kindOf } from './kinds.js';

/** Something that the schema did not announce; the same at several items is reported once. */
export interface DriftFinding {
  readonly kind: DriftKind;
  /** Keys from the root of the value to the first place where it was met. */
  readonly path: readonly (string | number)[];
  /** Where in the schema. */
  readonly pointer: string;
  /** What was known so far. */
  readonly expected: string;
  /** The kind of what came. */
  readonly received: string;
  /** The unseen value of an enumeration, where it is short enough to be one. */
  readonly value?: string | number | boolean;
}

/** What can be new. */
export type DriftKind = 'unknown-member' | 'unseen-value' | 'new-format' | 'new-null';

/** Runs a drift check over a value. */
export function findDrift(check: Check, value: unknown): readonly DriftFinding[] {
  const walk = startWalk();
  check(value, walk);
  // A value too deep or too large for the walk is the validator's to refuse: it is nothing new.
  return walk.findings.filter(({ code }) => code !== 'depth' && code !== 'work').map(toDriftFinding);
}

/** A named drift check, built at its first use. */
export const drift: (name: string, build: () => Check) => Check = recursive;

/** Members other than these are new. */
export function knownMembers(names: readonly string[], patterns: readonly RegExp[] = []): Check {
  const known = new Set(names);
  return (value, walk) => {
    if (!isObject(value)) return;
    for (const name in value) {
      if (isFull(walk)) return;
      if (value[name] === undefined || known.has(name) || patterns.some((pattern) => pattern.test(name))) continue;
      walk.path.push(name);
      note(walk, 'unknown-member', '', 'no such member', value[name]);
      walk.path.pop();
    }
  };
}

/** `x-expect.notNull`. */
export const notNull: Check = (value, walk) => {
  if (value === null) note(walk, 'new-null', '/x-expect/notNull', 'a value', value);
};

/** `x-expect.enum`. */
export function seen(...values: readonly unknown[]): Check {
  const expected = values.map((known) => JSON.stringify(known)).join(' or ');
  return (value, walk) => {
    if (value === null || typeof value === 'object' || values.some((known) => equals(known, value))) return;
    note(walk, 'unseen-value', '/x-expect/enum', expected, value);
  };
}

/** `x-expect.format`. */
export function expectedFormat(name: string, matches: (text: string) => boolean): Check {
  return (value, walk) => {
    if (typeof value === 'string' && !matches(value))
      note(walk, 'new-format', '/x-expect/format', `the format ${name}`, value);
  };
}

/** The alternative that the value matches. */
export function matching(...branches: readonly (readonly [guard: (value: unknown) => boolean, check: Check])[]): Check {
  return (value, walk) => branches.find(([guard]) => guard(value))?.[1](value, walk);
}

function isShort(value: unknown): value is string | number | boolean {
  return typeof value === 'string' ? value.length <= 20 : typeof value === 'number' || typeof value === 'boolean';
}

function toDriftFinding({ code, expected, value, path, pointer }: Finding): DriftFinding {
  const shown = code === 'unseen-value' && isShort(value) ? { value } : {};
  return { kind: code as DriftKind, path, pointer, expected, received: kindOf(value), ...shown };
}

/** Notes a finding unless the same was noted at another item. */
function note(walk: Walk, code: DriftKind, step: string, expected: string, value: unknown): void {
  if (isFull(walk)) return;
  const pointer = walk.pointer + step;
  const key = walk.path.at(-1);
  const isKnown = walk.findings.some((other) => {
    return (
      other.code === code &&
      other.pointer === pointer &&
      (code === 'unknown-member' ? other.path.at(-1) === key : code !== 'unseen-value' || other.value === value)
    );
  });
  if (!isKnown) walk.findings.push({ code, expected, value, path: walk.path.slice(), pointer });
}
