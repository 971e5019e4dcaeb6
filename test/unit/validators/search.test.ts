/** Where a guard gave up a list: the checks go on from there, and from nowhere else. */
import { describe, expect, it } from 'vitest';
import { array } from '../../../runtime/core/validation/check-array.js';
import { anyOf } from '../../../runtime/core/validation/check-union.js';
import { object } from '../../../runtime/core/validation/check-object.js';
import { number, string } from '../../../runtime/core/validation/check-scalar.js';
import { validator } from '../../../runtime/core/validation/issues.js';
import { isEach } from '../../../runtime/core/validation/search.js';

interface Body {
  readonly id: string;
  readonly list: readonly number[];
}

let asked = 0;

function nextNumber(items: readonly unknown[], index: number): number {
  let next = index;
  for (; next < items.length; next++) {
    asked++;
    if (typeof items[next] !== 'number') return next;
  }
  return next;
}

function nextText(items: readonly unknown[], index: number): number {
  let next = index;
  while (next < items.length && typeof items[next] === 'string') next++;
  return next;
}

function isBody(value: unknown): value is Body {
  const { id, list } = value as { id: unknown; list: readonly unknown[] };
  return typeof id === 'string' && isEach(nextNumber, list, 0);
}

const checkBody = object({ id: string, list: array(number, nextNumber) });

function placesOf(value: unknown): readonly (string | number)[] {
  return validator(isBody, checkBody)(value).issues?.map(({ path }) => path.join('.')) ?? [];
}

describe('a wrong list', () => {
  it('is walked once by guard and check together, and every wrong item is found', () => {
    const list: unknown[] = Array.from({ length: 1000 }, (_, index) => index);
    list[700] = 'x';
    list[999] = null;
    asked = 0;
    expect(placesOf({ id: 'a', list })).toEqual(['list.700', 'list.999']);
    expect(asked).toBe(1000);
  });

  it('is walked from its start where the guard gave up before it', () => {
    const list: unknown[] = ['x', 1, 'y'];
    expect(placesOf({ id: 1, list })).toEqual(['id', 'list.0', 'list.2']);
  });

  it('that has changed since the guard was asked alone is looked at anew', () => {
    const list: unknown[] = [1, 2, 'x', 4];
    const body = { id: 'a' as unknown, list };
    expect(isBody(body)).toBe(false);
    expect(placesOf(body)).toEqual(['list.2']);
    list[0] = 'y';
    body.id = null;
    expect(placesOf(body)).toEqual(['id', 'list.0', 'list.2']);
  });

  it('of which two searches ask, stops each where it should', () => {
    const check = anyOf(array(string, nextText), array(number, nextNumber));
    const isEither = (value: unknown): value is readonly string[] =>
      isEach(nextText, value as readonly unknown[], 0) || isEach(nextNumber, value as readonly unknown[], 0);
    const paths = validator(isEither, check)([1, true, 'x']).issues?.map(({ path }) => path);
    expect(paths).toEqual([[0], [1]]);
  });
});
