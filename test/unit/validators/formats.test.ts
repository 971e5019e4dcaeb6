/** The format predicates: what they take, and that no text makes them slow. */
import { createContext, runInContext } from 'node:vm';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatPredicates } from '../../../generator/emit/validators/format-predicates.js';
import { formats } from '../../../runtime/core/validation/format-table.js';
import * as checks from '../../../runtime/core/validation/check-format.js';
import * as predicates from '../../../runtime/core/validation/formats.js';
import { isDate, isDateTime } from '../../../runtime/core/validation/formats.js';
import { formatTexts } from './format-texts.js';
import { createRandom } from './random.js';

const names = Object.keys(formatTexts);

describe('formats', () => {
  it('are the fourteen that the emitter and the table know', () => {
    expect(Object.keys(formats).toSorted()).toEqual(names.toSorted());
    expect([...formatPredicates.keys()].toSorted()).toEqual(names.toSorted());
  });

  it('have the predicates and checks that the emitter names, and there are no others', () => {
    const named = [...formatPredicates].map(([name, predicate]) => [
      name,
      predicates[predicate as keyof typeof predicates],
    ]);
    expect(Object.fromEntries(named)).toEqual(formats);
    const texts = [...formatPredicates.values()].map((predicate) =>
      predicate.replace(/^is(.)/, (_all, letter: string) => letter.toLowerCase()),
    );
    expect(Object.keys(checks).toSorted()).toEqual(texts.map((text) => `${text}Text`).toSorted());
  });

  it.each(names)('%s takes what is right and nothing else', (name) => {
    const { good = [], bad = [] } = formatTexts[name] ?? {};
    const takes = formats[name] ?? ((): boolean => false);
    expect(good.filter((text) => !takes(text))).toEqual([]);
    expect(bad.filter((text) => takes(text))).toEqual([]);
  });
});

/** Characters of a near miss: two hundred thousand, so that a quadratic predicate needs minutes for one of them. */
const length = 200_000;
/** Milliseconds for all near misses of one format; a linear predicate takes a fraction of this. */
const limit = 30_000;

describe('every predicate is linear', () => {
  let context = createContext({});

  beforeAll(async () => {
    const entry = fileURLToPath(new URL('../../../runtime/core/validation/format-table.ts', import.meta.url));
    const options = { bundle: true, write: false, format: 'iife', globalName: 'module', logLevel: 'silent' } as const;
    const { outputFiles } = await build({ entryPoints: [entry], ...options });
    context = createContext({});
    runInContext(outputFiles[0]?.text ?? '', context);
  });

  it.each(names)('%s answers for long near misses', { timeout: 2 * limit }, (name) => {
    const misses = nearMisses(name);
    expect(misses.length).toBeGreaterThan(100);
    Object.assign(context, { misses });
    // The engine stops a predicate that runs away, also inside a regular expression.
    const code = `misses.filter((text) => module.formats[${JSON.stringify(name)}](text)).length`;
    expect(runInContext(code, context, { timeout: limit })).toBeGreaterThanOrEqual(0);
  });

  it('which the limit can tell from one that is not', () => {
    expect(() => {
      runInContext(`/^(?:a+)+$/.test('a'.repeat(60) + '!')`, context, { timeout: 500 });
    }).toThrow('timed out');
  });
});

/** A part of a good text repeated to the length, then the rest of it, then something that does not belong. */
function nearMisses(name: string): readonly string[] {
  const random = createRandom(name.length);
  const endings = ['', '!', '\n', '\u0000', '%', '{', '"', ':'];
  return (formatTexts[name]?.good ?? []).flatMap((text) =>
    Array.from({ length: Math.max(8, Math.ceil(110 / (formatTexts[name]?.good.length ?? 1))) }, () => {
      const start = random(text.length + 1);
      const part = text.slice(start, start + 1 + random(4)) || endings[1 + random(endings.length - 1)] || '!';
      const middle = part.repeat(Math.ceil(length / part.length));
      return text.slice(0, start) + middle + text.slice(start + random(2) * part.length) + (endings[random(8)] ?? '');
    }),
  );
}

it('a date is one of the calendar, in a date-time as well', () => {
  const years = ['0000', '0004', '0100', '1600', '1900', '2000', '2023', '2024', '2096', '2100', '9999'];
  for (const year of years) {
    for (let month = 0; month <= 13; month++) {
      for (let day = 0; day <= 32; day++) {
        const text = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
        const date = new Date(0);
        date.setUTCFullYear(Number(year), month - 1, day);
        const isReal = month > 0 && day > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
        expect([text, isDate(text), isDateTime(`${text}T00:00:00Z`)]).toEqual([text, isReal, isReal]);
      }
    }
  }
});
