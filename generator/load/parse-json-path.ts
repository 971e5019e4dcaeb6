/** Reads the part of JSONPath (RFC 9535) that overlays use, as data that `json-path.ts` evaluates. */
import type { JsonValue } from '../schema.js';
import {
  expect,
  JsonPathError,
  peek,
  readInteger,
  readMemberName,
  readQuoted,
  skipBlanks,
  take,
} from './json-path-text.js';
import type { Cursor } from './json-path-text.js';

/** A path: each segment takes the nodes of the one before it. */
export interface JsonPath {
  /** `root` for `$`, `current` for the `@` of a filter. */
  readonly from: 'root' | 'current';
  readonly segments: readonly Segment[];
}

/** `deep`: applied to the nodes and everything below them (`..`). A node is listed once even if two selectors find it. */
export interface Segment {
  readonly deep: boolean;
  readonly selectors: readonly Selector[];
}

export type Selector =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'every' }
  | { readonly kind: 'filter'; readonly test: Test };

/** A filter expression. */
export type Test =
  | { readonly kind: 'any' | 'all'; readonly tests: readonly Test[] }
  | { readonly kind: 'not'; readonly test: Test }
  | { readonly kind: 'exists'; readonly path: JsonPath }
  | { readonly kind: 'compare'; readonly operator: '==' | '!='; readonly left: Operand; readonly right: Operand };

export type Operand =
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | { readonly kind: 'path'; readonly path: JsonPath };

/** The deepest nesting of parentheses and filters that is read, so that no expression can exhaust the stack. */
const DEPTH_LIMIT = 32;

/** Reads a whole expression. Throws {@link JsonPathError} with the position where it stops making sense. */
export function parseJsonPath(text: string): JsonPath {
  const cursor: Cursor = { text, position: 0 };
  expect(cursor, '$');
  const path = readSegments(cursor, 'root', 0);
  if (cursor.position < text.length) throw new JsonPathError('expected ".", ".." or "["', cursor.position);
  return path;
}

function readSegments(cursor: Cursor, from: JsonPath['from'], depth: number): JsonPath {
  const segments: Segment[] = [];
  for (;;) {
    if (take(cursor, '..')) {
      const selectors = peek(cursor) === '[' ? readBrackets(cursor, depth) : [readShorthand(cursor)];
      segments.push({ deep: true, selectors });
    } else if (take(cursor, '.')) {
      segments.push({ deep: false, selectors: [readShorthand(cursor)] });
    } else if (peek(cursor) === '[') {
      segments.push({ deep: false, selectors: readBrackets(cursor, depth) });
    } else {
      return { from, segments };
    }
  }
}

function readShorthand(cursor: Cursor): Selector {
  return take(cursor, '*') ? { kind: 'every' } : { kind: 'name', name: readMemberName(cursor) };
}

function readBrackets(cursor: Cursor, depth: number): readonly Selector[] {
  expect(cursor, '[');
  const selectors: Selector[] = [];
  do {
    skipBlanks(cursor);
    selectors.push(readSelector(cursor, depth));
    skipBlanks(cursor);
  } while (take(cursor, ','));
  expect(cursor, ']');
  return selectors;
}

function readSelector(cursor: Cursor, depth: number): Selector {
  if (take(cursor, '*')) return { kind: 'every' };
  if (take(cursor, '?')) {
    const test = readAny(cursor, depth + 1);
    return { kind: 'filter', test };
  }
  const next = peek(cursor);
  if (next === "'" || next === '"') return { kind: 'name', name: readQuoted(cursor) };
  const index = readInteger(cursor);
  if (index !== undefined) return { kind: 'index', index };
  throw new JsonPathError('expected a quoted name, an index, "*" or "?" (slices are not supported)', cursor.position);
}

function readAny(cursor: Cursor, depth: number): Test {
  if (depth > DEPTH_LIMIT) throw new JsonPathError('nested too deeply', cursor.position);
  return readChain(cursor, 'any', '||', () => readChain(cursor, 'all', '&&', () => readTerm(cursor, depth)));
}

function readChain(cursor: Cursor, kind: 'any' | 'all', separator: string, read: () => Test): Test {
  const first = read();
  const tests = [first];
  skipBlanks(cursor);
  while (take(cursor, separator)) {
    tests.push(read());
    skipBlanks(cursor);
  }
  return tests.length === 1 ? first : { kind, tests };
}

function readTerm(cursor: Cursor, depth: number): Test {
  skipBlanks(cursor);
  if (depth > DEPTH_LIMIT) throw new JsonPathError('nested too deeply', cursor.position);
  const negated = take(cursor, '!');
  skipBlanks(cursor);
  if (take(cursor, '(')) {
    const inner = readAny(cursor, depth + 1);
    skipBlanks(cursor);
    expect(cursor, ')');
    return negated ? { kind: 'not', test: inner } : inner;
  }
  const left = readOperand(cursor, depth);
  if (!negated) {
    skipBlanks(cursor);
    const operator = take(cursor, '==') ? '==' : take(cursor, '!=') ? '!=' : undefined;
    if (operator !== undefined) {
      skipBlanks(cursor);
      return {
        kind: 'compare',
        operator,
        left: singular(left, cursor),
        right: singular(readOperand(cursor, depth), cursor),
      };
    }
  }
  if (left.kind === 'literal') throw new JsonPathError('expected "==" or "!="', cursor.position);
  const test: Test = { kind: 'exists', path: left.path };
  return negated ? { kind: 'not', test } : test;
}

function readOperand(cursor: Cursor, depth: number): Operand {
  if (take(cursor, '@')) return { kind: 'path', path: readSegments(cursor, 'current', depth) };
  if (take(cursor, '$')) return { kind: 'path', path: readSegments(cursor, 'root', depth) };
  const next = peek(cursor);
  if (next === "'" || next === '"') return { kind: 'literal', value: readQuoted(cursor) };
  for (const [word, value] of [
    ['true', true],
    ['false', false],
    ['null', null],
  ] as const) {
    if (take(cursor, word)) return { kind: 'literal', value };
  }
  const number = readInteger(cursor);
  if (number !== undefined) return { kind: 'literal', value: number };
  throw new JsonPathError('expected @, $, a quoted text, an integer, true, false or null', cursor.position);
}

/** A comparison needs one value on each side: only names and indexes (RFC 9535, singular queries). */
function singular(operand: Operand, cursor: Cursor): Operand {
  if (operand.kind === 'literal') return operand;
  const plain = operand.path.segments.every(
    ({ deep, selectors: [only, ...rest] }) =>
      !deep && rest.length === 0 && (only?.kind === 'name' || only?.kind === 'index'),
  );
  if (plain) return operand;
  throw new JsonPathError('a compared path may only have names and indexes', cursor.position);
}
