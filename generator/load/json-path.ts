/** Evaluates a JSONPath: which places of a value does it select? */
import type { JsonValue } from '../schema.js';
import { escapeToken } from '../pointer.js';
import { isObject } from './parse-text.js';
import type { JsonPath, Operand, Segment, Selector, Test } from './parse-json-path.js';

/** A selected place: the member name or index that leads to it from the place above, and what is there. */
export interface Place {
  /** Undefined for the root. */
  readonly above: { readonly place: Place; readonly token: string | number } | undefined;
  readonly value: JsonValue;
}

/** The selected places in the order in which the path finds them, each once. */
export function selectPlaces(root: JsonValue, path: JsonPath): readonly Place[] {
  return select(root, { above: undefined, value: root }, path);
}

/** How many leading segments of the path still select something, and one place that they select. */
export function longestMatch(root: JsonValue, path: JsonPath): { readonly segments: number; readonly place: Place } {
  let best: { segments: number; place: Place } = { segments: 0, place: { above: undefined, value: root } };
  for (let segments = 1; segments <= path.segments.length; segments += 1) {
    const [place] = selectPlaces(root, { ...path, segments: path.segments.slice(0, segments) });
    if (place === undefined) return best;
    best = { segments, place };
  }
  return best;
}

/** The member names and indexes that lead from the root to a place. */
export function tokensOf(place: Place): readonly (string | number)[] {
  const tokens: (string | number)[] = [];
  for (let { above } = place; above !== undefined; above = above.place.above) tokens.push(above.token);
  return tokens.reverse();
}

/** The RFC 6901 pointer of a place. */
export function pointerOf(place: Place): string {
  return tokensOf(place)
    .map((token) => `/${escapeToken(String(token))}`)
    .join('');
}

function select(root: JsonValue, current: Place, path: JsonPath): readonly Place[] {
  let places: readonly Place[] = [current];
  for (const segment of path.segments) places = applySegment(root, places, segment);
  return places;
}

function applySegment(root: JsonValue, places: readonly Place[], segment: Segment): readonly Place[] {
  const found: Place[] = [];
  const visit = (place: Place): void => {
    for (const selector of segment.selectors) applySelector(root, place, selector, found);
    if (!segment.deep) return;
    forEachChild(place.value, (value, token) => {
      if (typeof value === 'object' && value !== null) visit({ above: { place, token }, value });
    });
  };
  places.forEach(visit);
  // Only these can find a place twice: two selectors, or a descent that starts at a place and again below it.
  return segment.selectors.length > 1 || (segment.deep && places.length > 1) ? distinct(found) : found;
}

function applySelector(root: JsonValue, place: Place, selector: Selector, found: Place[]): void {
  const { value } = place;
  switch (selector.kind) {
    case 'name':
    case 'index': {
      const token = selector.kind === 'name' ? selector.name : selector.index;
      const child = childOf(value, token);
      const index = typeof token === 'number' && token < 0 && Array.isArray(value) ? value.length + token : token;
      if (child !== undefined) found.push({ above: { place, token: index }, value: child });
      return;
    }
    case 'every':
      forEachChild(value, (child, token) => found.push({ above: { place, token }, value: child }));
      return;
    case 'filter':
      forEachChild(value, (child, token) => {
        if (passes(root, child, selector.test)) found.push({ above: { place, token }, value: child });
      });
  }
}

function passes(root: JsonValue, value: JsonValue, test: Test): boolean {
  switch (test.kind) {
    case 'any':
      return test.tests.some((inner) => passes(root, value, inner));
    case 'all':
      return test.tests.every((inner) => passes(root, value, inner));
    case 'not':
      return !passes(root, value, test.test);
    case 'exists':
      return select(root, { above: undefined, value: test.path.from === 'root' ? root : value }, test.path).length > 0;
    case 'compare': {
      const equal = sameValue(operandValue(root, value, test.left), operandValue(root, value, test.right));
      return test.operator === '==' ? equal : !equal;
    }
  }
}

/** `undefined` stands for RFC 9535's "nothing", which equals only itself. Compared paths have names and indexes only. */
function operandValue(root: JsonValue, current: JsonValue, operand: Operand): JsonValue | undefined {
  if (operand.kind === 'literal') return operand.value;
  let value: JsonValue | undefined = operand.path.from === 'root' ? root : current;
  for (const { selectors } of operand.path.segments) {
    const [only] = selectors;
    if (only?.kind === 'name') value = childOf(value, only.name);
    else if (only?.kind === 'index') value = childOf(value, only.index);
  }
  return value;
}

function sameValue(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    const others = right as readonly JsonValue[];
    return (
      left.length === others.length &&
      (left as readonly JsonValue[]).every((item, index) => sameValue(item, others[index]))
    );
  }
  if (isObject(left) && isObject(right)) {
    const names = Object.keys(left);
    if (names.length !== Object.keys(right).length) return false;
    return names.every((name) => Object.hasOwn(right, name) && sameValue(left[name], right[name]));
  }
  return left === right;
}

/** A member by name or an item by index, which may count from the end. */
function childOf(value: JsonValue | undefined, token: string | number): JsonValue | undefined {
  if (typeof token === 'number') return Array.isArray(value) ? (value as readonly JsonValue[]).at(token) : undefined;
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

function forEachChild(value: JsonValue, visit: (child: JsonValue, token: string | number) => void): void {
  if (Array.isArray(value)) (value as readonly JsonValue[]).forEach(visit);
  else if (isObject(value)) for (const name of Object.keys(value)) visit(value[name] ?? null, name);
}

function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [pointerOf(place), place])).values()];
}
