import { runInNewContext } from 'node:vm';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { camelCase, kebabCase, pascalCase, propertyKey, quote } from '../../../generator/ir/names.js';

describe('names', () => {
  it.each([
    ['data_source', 'DataSource', 'dataSource', 'data-source'],
    ['daily.data.{x}.created', 'DailyDataXCreated', 'dailyDataXCreated', 'daily-data-x-created'],
    ['METData', 'METData', 'metData', 'met-data'],
    ['heartRate', 'HeartRate', 'heartRate', 'heart-rate'],
    ['GET /v2/user', 'GETV2User', 'getV2User', 'get-v2-user'],
    ['vo2_max', 'Vo2Max', 'vo2Max', 'vo2-max'],
  ])('of "%s" are %s, %s and %s', (name, pascal, camel, kebab) => {
    expect([pascalCase(name), camelCase(name), kebabCase(name)]).toEqual([pascal, camel, kebab]);
  });

  it('quotes any text so that TypeScript reads it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        expect(runInNewContext(quote(text))).toBe(text);
      }),
    );
  });

  it('writes any member name as a key that JavaScript reads back', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const object = runInNewContext(
          `({ [Symbol.for('x')]: 0, ${name === '__proto__' ? `['__proto__']` : propertyKey(name)}: 1 })`,
        ) as object;
        expect(Object.keys(object)).toEqual([name]);
      }),
    );
  });
});
