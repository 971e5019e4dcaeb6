/**
 * The second pass of a validator: after a guard has said no, checks walk the value once more and tell why. A check is
 * a closure over a part of a schema; generated modules compose them from the functions of this folder, so that a
 * bundle holds those keywords only that its schemas use.
 */
import { kindOf } from './kinds.js';
import { maximumIssues } from './limits.js';
import { askAndKeep, forget } from './search.js';

/** A departure from the schema. Holds no value of the payload, only its kind. */
export interface Issue {
  /** A sentence for people. */
  readonly message: string;
  /** Keys from the root of the value. */
  readonly path: readonly (string | number)[];
  /** The keyword that failed: `type`, `required`, `format`. */
  readonly code: string;
  /** What the schema asks for. */
  readonly expected: string;
  /** The kind of what came; `undefined` for an absent member. */
  readonly received: string;
  /** Where in the schema: `#/$defs/Sleep/properties/score/type`. */
  readonly pointer: string;
}

/** Either the value, now typed, or what is wrong with it. */
export type Validation<T> = { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

/** An issue as it is noted: texts are made at the end, for those that remain. */
export interface Finding {
  readonly code: string;
  readonly expected: string;
  readonly value: unknown;
  readonly path: readonly (string | number)[];
  readonly pointer: string;
}

/** Where a walk is, and what it has found. */
export interface Walk {
  findings: Finding[];
  readonly path: (string | number)[];
  pointer: string;
  depth: number;
  /** How often a schema that contains itself was entered. */
  entries: number;
}

/** Adds to the walk what is wrong with the value. */
export interface Check {
  (value: unknown, walk: Walk): void;
  /** Where one question settles it: asked first, it spares members that are right the way to their check. */
  readonly passes?: Passes;
}

/** True where nothing is wrong with the value. */
export type Passes = (value: unknown) => boolean;

/** Values nested deeper than this in a recursive schema are refused, so that no stack overflows. */
export const maximumDepth = 200;

/** A walk ends after as many entries: alternatives that overlap would ask for twice as many at every level. */
const maximumEntries = 100_000;

/** A function that answers the value where the guard takes it, else what the check says of it. */
export function validator<T>(guard: (value: unknown) => value is T, check: Check): (value: unknown) => Validation<T> {
  return (value) => (askAndKeep(guard, value) ? { value } : explain(check, value));
}

/** What is wrong with a value that its guard has refused. */
function explain(check: Check, value: unknown): { readonly issues: readonly Issue[] } {
  const walk = startWalk();
  check(value, walk);
  forget();
  if (walk.findings.length === 0) report(walk, 'schema', 'a valid value', value);
  return { issues: walk.findings.map(toIssue) };
}

/** Where a pointer starts. */
const root = '#';

/** A walk at the root of a value. */
export function startWalk(): Walk {
  return { findings: [], path: [], pointer: root, depth: 0, entries: 0 };
}

/** Notes an issue at the place where the walk is. */
export function report(walk: Walk, code: string, expected: string, value: unknown): void {
  if (walk.findings.length >= maximumIssues) return;
  walk.findings.push({ code, expected, value, path: walk.path.slice(), pointer: `${walk.pointer}/${code}` });
}

/** A check that one question settles; `tell` says what a value that fails should have been. */
export function ask(passes: Passes, tell: Check): Check {
  const check: { (value: unknown, walk: Walk): void; passes?: Passes } = (value, walk) => {
    if (!passes(value)) tell(value, walk);
  };
  check.passes = passes;
  return check;
}

/** A name as a part of a pointer. */
export function escapePart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function toIssue({ code, expected, value, path, pointer }: Finding): Issue {
  const received = kindOf(value);
  const message = code === 'required' ? 'required member is missing' : `expected ${expected}, got ${received}`;
  return { message, path, code, expected, received, pointer };
}

/** True once nothing more can be noted. */
export function isFull(walk: Walk): boolean {
  return walk.findings.length >= maximumIssues;
}

/** Notes what was found before, as far as there is room. */
export function repeat(findings: readonly Finding[], walk: Walk): void {
  for (const finding of findings) if (!isFull(walk)) walk.findings.push(finding);
}

/** Checks a part of the value, `key` being its key; `step` leads on to its schema: `/properties/a~1b`. */
export function descend(check: Check, value: unknown, walk: Walk, key: string | number, step: string): void {
  walk.path.push(key);
  within(check, value, walk, step);
  walk.path.pop();
}

/** Checks the same value against a subschema; `step` leads on to it. */
export function within(check: Check, value: unknown, walk: Walk, step: string): void {
  const { pointer } = walk;
  walk.pointer = pointer + step;
  check(value, walk);
  walk.pointer = pointer;
}

/** What a check finds in the value, apart from the walk. */
export function probe(check: Check, value: unknown, walk: Walk, step = ''): readonly Finding[] {
  const { findings } = walk;
  walk.findings = [];
  within(check, value, walk, step);
  const found = walk.findings;
  walk.findings = findings;
  return found;
}

/** A named schema, built at its first use; its guard, which the root has failed already, saves the walk through what is right. */
export function named(name: string, guard: (value: unknown) => boolean, build: () => Check): Check {
  let check: Check | undefined;
  return (value, walk) => {
    if (walk.pointer !== root && guard(value)) return;
    check ??= build();
    enter(name, check, value, walk);
  };
}

/** A named schema that contains itself: its guard is not asked again at every level. */
export function recursive(name: string, build: () => Check): Check {
  let check: Check | undefined;
  return (value, walk) => {
    check ??= build();
    if (walk.depth >= maximumDepth) return report(walk, 'depth', `at most ${maximumDepth} levels`, value);
    if (walk.entries++ >= maximumEntries) return giveUp(walk, value);
    walk.depth++;
    enter(name, check, value, walk);
    walk.depth--;
  };
}

/** Said once for each list of findings: where an alternative is tried, it counts as a reason against it. */
function giveUp(walk: Walk, value: unknown): void {
  if (!walk.findings.some(({ code }) => code === 'work')) report(walk, 'work', 'fewer parts to look at', value);
}

function enter(name: string, check: Check, value: unknown, walk: Walk): void {
  const { pointer } = walk;
  walk.pointer = `#/$defs/${name}`;
  check(value, walk);
  walk.pointer = pointer;
}
