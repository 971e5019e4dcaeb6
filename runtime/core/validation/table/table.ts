/**
 * Checks by tables: a schema as data that little code reads, for the answers of APIs in bundles. Slower than generated
 * functions, which are an order of magnitude larger. Tells the same as the functions of `validation/`, but for the place
 * in the schema.
 */
import type { Issue } from '../issues.js';
import { kindOf, own } from '../kinds.js';
import { array, boolean, integer, nil, number, object, string } from './kinds.js';
import { maximumIssues } from '../limits.js';

/** What a value has to be: of some kinds, an object with members that may be absent, or whatever a function asks for. */
export type Table = Kinds | Members | Rule;

/** The sum of some of `./kinds.ts`. */
export type Kinds = number;

/** Members by name. */
export interface Members {
  readonly [name: string]: Table;
}

/** Adds what is wrong with a value to the issues of its place. */
export type Rule = (value: unknown, place: Place) => void;

/** Where a rule is: keys from the root of the value, which change on the way, and the issues so far. */
export type Place = readonly [path: (string | number)[], issues: TableIssue[]];

/** An issue without its place in the schema. */
export type TableIssue = Omit<Issue, 'pointer'>;

/** The validator for a table. */
export function byTable(
  table: Table,
): (value: unknown) => { readonly value: unknown } | { readonly issues: readonly TableIssue[] } {
  return (value) => {
    const issues: TableIssue[] = [];
    check(table, value, [[], issues]);
    return issues.length > 0 ? { issues } : { value };
  };
}

/** Adds what is wrong with the value by the table. */
export function check(table: Table, value: unknown, place: Place): void {
  if (typeof table === 'function') table(value, place);
  else if (typeof table === 'object') members(table)(value, place);
  // Where numbers are right, integers are. What is of no kind, as NaN, is right where anything is.
  else if (!((table | ((table * 4) & integer)) & (bits[kindOf(value)] ?? -128)))
    fail('type', describe(table), value, place);
}

/** Members that may be absent, and members that must be there; of some kinds, of which objects are one. */
export function members(optional: Members, required: Members = {}, kinds: Kinds = object): Rule {
  return (value, place) => {
    check(kinds, value, place);
    checkMembers(required, value, place, missing);
    checkMembers(optional, value, place);
  };
}

/** Items that all match; of some kinds, of which arrays are one. */
export function list(item: Table, kinds: Kinds = array): Rule {
  return (value, place) => {
    check(kinds, value, place);
    if (Array.isArray(value))
      for (let index = 0; index < value.length && place[1].length < maximumIssues; index++)
        descend(item, value[index], place, index);
  };
}

/** A table for all values but null. */
export function orNull(table: Table): Rule {
  return (value, place) => {
    if (value !== null) check(table, value, place);
  };
}

/** Several tables for one value. */
export function all(...tables: readonly Table[]): Rule {
  return (value, place) => {
    for (const table of tables) check(table, value, place);
  };
}

/** Checks a part of the value, `key` being its key. */
export function descend(table: Table, value: unknown, place: Place, key: string | number): void {
  place[0].push(key);
  check(table, value, place);
  place[0].pop();
}

/** Adds an issue, as long as there is room. */
export function fail(
  code: string,
  expected: string,
  value: unknown,
  [path, issues]: Place,
  message = `expected ${expected}, got ${kindOf(value)}`,
): void {
  if (issues.length < maximumIssues) issues.push({ message, path: [...path], code, expected, received: kindOf(value) });
}

/** A member that has to be there and is not. */
export function missing(value: unknown, place: Place): void {
  fail('required', 'a member', value, place, 'required member is missing');
}

function checkMembers(tables: Members, value: unknown, place: Place, ifAbsent?: Rule): void {
  if (kindOf(value) !== 'object') return;
  for (const name in tables) {
    const part = own(value as Members, name);
    const table = part === undefined ? ifAbsent : tables[name];
    if (table !== undefined) descend(table, part, place, name);
  }
}

// In the order in which kinds are named.
const bits: Readonly<Record<string, number>> = { string, integer, number, boolean, array, object, null: nil };

function describe(kinds: Kinds): string {
  return Object.keys(bits)
    .filter((name) => kinds & (bits[name] ?? 0))
    .join(' or ');
}
