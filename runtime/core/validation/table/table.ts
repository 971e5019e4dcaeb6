/**
 * Checks by a table: a schema as plain data that one small interpreter reads. Slower than generated functions, which are
 * an order of magnitude larger; made for the answers of APIs in bundles. Tells the same as the functions of
 * `validation/`, but for the place in the schema.
 */
import {
  type Check,
  type Finding,
  type Issue,
  isFull,
  maximumDepth,
  repeat,
  report,
  startWalk,
  type Walk,
} from '../issues.js';
import { isArray, isObject, type JsonRecord, kindOf, own } from '../kinds.js';

/** What a value has to be: of some kinds, an object with members that may be absent, or whatever an operator asks for. */
export type Table = Kinds | Members | Check | Combination;

/** The sum of some of {@link string} and its like. */
export type Kinds = number;

/** Members by name. */
export interface Members {
  readonly [name: string]: Table;
}

/** An operator and what it works on. */
export type Combination = readonly [operator: Operator, ...parts: Table[]];

/** Adds to the walk what is wrong with the value. */
export type Operator = (combination: Combination, value: unknown, walk: Walk) => void;

/** An issue without its place in the schema. */
export type TableIssue = Omit<Issue, 'pointer'>;

// Numbers, because bundlers make one digit of `number | nil`. A number is a fraction or an integer: 1 + 2.
export const integer = 2;
export const number = 3;
export const nil = 4;
export const string = 8;
export const boolean = 16;
export const array = 32;
export const object = 64;

/** The validator for a table. */
export function byTable(
  table: Table,
): (value: unknown) => { readonly value: unknown } | { readonly issues: readonly TableIssue[] } {
  return (value) => {
    const walk = startWalk();
    check(table, value, walk);
    return walk.findings.length === 0 ? { value } : { issues: walk.findings.map(toIssue) };
  };
}

/** Adds to the walk what is wrong with the value. */
export function check(table: Table, value: unknown, walk: Walk): void {
  if (typeof table === 'function') table(value, walk);
  else if (typeof table === 'object') {
    if (isCombination(table)) table[0](table, value, walk);
    else if (isObject(value)) checkMembers(table, value, walk);
    else report(walk, 'type', 'object', value);
  } else if ((table & (bits[kindOf(value)] ?? 0)) === 0) report(walk, 'type', describeKinds(table), value);
}

/** `type: object` with members that have to be there, members that may be absent, and what holds for all others. */
export function record(combination: Combination, value: unknown, walk: Walk): void {
  if (isObject(value)) members(combination, value, walk);
  else report(walk, 'type', 'object', value);
}

/** As {@link record}, but values of other kinds pass. */
export function members([, required, optional, rest]: Combination, value: unknown, walk: Walk): void {
  if (!isObject(value)) return;
  checkMembers(required as Members, value, walk, missing);
  checkMembers(optional as Members, value, walk);
  if (rest === undefined) return;
  const known = new Set([required, optional].flatMap((tables) => Object.keys(tables ?? {})));
  for (const name in value) if (value[name] !== undefined && !known.has(name)) descend(rest, value[name], walk, name);
}

/** `type: array` with `items`. */
export function list(combination: Combination, value: unknown, walk: Walk): void {
  if (isArray(value)) items(combination, value, walk);
  else report(walk, 'type', 'array', value);
}

/** As {@link list}, but values of other kinds pass. */
export function items([, item]: Combination, value: unknown, walk: Walk): void {
  if (!isArray(value) || item === undefined) return;
  for (let index = 0; index < value.length && !isFull(walk); index++) descend(item, value[index], walk, index);
}

/** All of several. */
export function all(combination: Combination, value: unknown, walk: Walk): void {
  // By index, here and in unions: taking the rest of the list would copy it for every value.
  for (let index = 1; index < combination.length; index++) check(combination[index] as Table, value, walk);
}

/** From so many entries on a walk remembers answers: alternatives that overlap ask twice as often at every level. */
const remembersFrom = 1000;

/**
 * A table that contains itself: found when it is needed, and to a certain depth only. What it said of a part of the value
 * it says again; the value is a tree, as parsed JSON is, so that a part has one place.
 */
export function recursive(find: () => Table): Check {
  const known = new WeakMap<Walk, WeakMap<object, readonly Finding[]>>();
  return (value, walk) => {
    if (walk.depth >= maximumDepth) return report(walk, 'depth', `at most ${maximumDepth} levels`, value);
    const answers =
      ++walk.entries > remembersFrom && (isObject(value) || isArray(value)) ? answersOf(known, walk) : undefined;
    const answer = answers?.get(value as object);
    if (answer !== undefined) return repeat(answer, walk);
    const { length } = walk.findings;
    walk.depth++;
    check(find(), value, walk);
    walk.depth--;
    // Findings that were cut off, or that depend on the way here, are no answer.
    const found = walk.findings.slice(length);
    if (!isFull(walk) && found.every(({ code }) => code !== 'depth')) answers?.set(value as object, found);
  };
}

function answersOf<T>(known: WeakMap<Walk, WeakMap<object, T>>, walk: Walk): WeakMap<object, T> {
  const answers = known.get(walk) ?? new WeakMap<object, T>();
  known.set(walk, answers);
  return answers;
}

function checkMembers(tables: Members | undefined, value: JsonRecord, walk: Walk, ifAbsent?: Check): void {
  for (const name in tables) {
    const part = own(value, name);
    const table = part === undefined ? ifAbsent : tables[name];
    if (table !== undefined) descend(table, part, walk, name);
  }
}

function missing(value: unknown, walk: Walk): void {
  report(walk, 'required', 'a member', value);
}

function descend(table: Table, value: unknown, walk: Walk, key: string | number): void {
  walk.path.push(key);
  check(table, value, walk);
  walk.path.pop();
}

function isCombination(table: Members | Combination): table is Combination {
  return Array.isArray(table);
}

const bits: Readonly<Record<string, number>> = {
  string,
  number: number - integer,
  boolean,
  integer,
  array,
  object,
  null: nil,
};

/** In an order of its own, null last. An integer is named where it is not one of all numbers. */
function describeKinds(kinds: Kinds): string {
  return Object.entries(bits)
    .filter(([, bit]) => kinds & bit && (bit !== integer || (kinds & number) === integer))
    .map(([name]) => name)
    .join(' or ');
}

function toIssue({ code, expected, value, path }: Finding): TableIssue {
  const received = kindOf(value);
  const message = code === 'required' ? 'required member is missing' : `expected ${expected}, got ${received}`;
  return { message, path, code, expected, received };
}
