/** The forms in which a comparison is printed. */
import { describe, expect, test } from 'vitest';

import { paintFor } from '../../generator/cli/paint.js';
import { printChanges } from '../../generator/cli/print.js';
import { sideOfDocument } from '../../generator/cli/sides.js';
import { diffProviders } from '../../generator/diff/diff-providers.js';
import { printDiff } from '../../generator/diff/print.js';
import type { Schema } from '../../generator/schema.js';
import { providerOf } from './schema-provider.js';

const before = providerOf({
  Night: { type: 'object', properties: { deep: { type: 'string' }, rem: { type: 'string' } } },
});
const after = providerOf({ Night: { type: 'object', properties: { fresh: { type: 'number' } } } });
const changes = diffProviders(before, after);

describe('colors', () => {
  const terminal = { isTTY: true, hasColors: () => true };

  test('tell grades apart on a terminal', () => {
    const shown = printDiff(changes, 'text', { paint: paintFor(terminal) });
    expect(shown).toMatch(/^\u001b\[31mBreaking: [^\n]*\u001b\[39m\n {2}Member removed/);
    expect(shown).toContain('\u001b[32mAdditive');
    const edited = printChanges([{ kind: 'edited', path: 'a.ts' }], 'generated', paintFor(terminal));
    expect(edited).toMatch(/^\u001b\[31medited by hand/);
  });

  test.each([
    ['a pipe', { isTTY: false, hasColors: () => true }],
    ['a file', {}],
    ['a terminal without colors, or a user who says NO_COLOR', { isTTY: true, hasColors: () => false }],
  ])('are not sent to %s', (_, stream) => {
    expect(printDiff(changes, 'text', { paint: paintFor(stream) })).toBe(printDiff(changes, 'text'));
  });

  test.each(['json', 'markdown', 'github'] as const)('are not in the form %s', (format) => {
    expect(printDiff(changes, format, { paint: paintFor(terminal) })).not.toContain('\u001b');
  });
});

test('GitHub is told what is alike in one annotation', () => {
  const lines = printDiff(changes, 'github').split('\n');
  expect(lines.filter((line) => line.startsWith('::error '))).toEqual([
    '::error file=openapi.yaml,title=breaking::Member removed: Night: deep, rem (reader: breaking; /components/schemas/Night/properties/deep)',
  ]);
  expect(lines.filter((line) => line.startsWith('::notice '))).toHaveLength(1);
});

test('a document is named by its place below the folder of the command, so that an annotation finds it', () => {
  const place = (file: string): readonly (string | undefined)[] =>
    [
      ...sideOfDocument({ openapi: '3.1.0', components: { schemas: { Night: { type: 'object' } } } }, file).values(),
    ].map(({ schemas: [only] }) => (only?.origin.kind === 'declared' ? only.origin.document : undefined));
  expect(place('vendor/v2/openapi.yaml')).toEqual(['vendor/v2/openapi.yaml']);
  expect(place('./openapi.yaml')).toEqual(['openapi.yaml']);
  expect(place('../elsewhere/openapi.yaml')).toEqual(['openapi.yaml']);
});

describe('what is alike in several types is one line', () => {
  const nullable = { type: 'object', properties: { at: { type: ['string', 'null'] } } } as const;
  const plain = { type: 'object', properties: { at: { type: 'string' } } } as const;
  const alike = diffProviders(
    providerOf({ Night: nullable, Nap: nullable, Rest: nullable }),
    providerOf({ Night: plain, Nap: plain, Rest: plain }),
  ).map((change) => ({
    ...change,
    through: [`get${change.subject.name}`],
  }));

  test('which has the exported names of all of them, and where each is met', () => {
    const text = printDiff(alike, 'text');
    expect(text).toContain('May no longer be null: at, in Nap, Night, Rest');
    expect(text).toContain('names: Nap, Night, Rest; met in getNap, getNight, getRest\n');
  });

  test('in markdown too', () => {
    expect(printDiff(alike, 'markdown')).toContain('| `Nap`, `Night`, `Rest` | `getNap`, `getNight`, `getRest` |');
  });

  test('where they are met in many places, the first four are named and the rest counted', () => {
    const many = alike.map((change) => ({ ...change, through: [...change.through, 'b', 'a', 'c'] }));
    expect(printDiff(many, 'text')).toContain('names: Nap, Night, Rest; met in a, b, c, getNap and 2 more\n');
    expect(printDiff(many, 'markdown')).toContain('| `a`, `b`, `c`, `getNap` and 2 more |');
  });
});

test('types whose changes differ only in what a line does not show stay apart', () => {
  const shown = Array.from({ length: 12 }, (_, index) => `a${String(index).padStart(2, '0')}`);
  const withLast = (last: string, type: 'string' | readonly ['string', 'null']): Schema => ({
    type: 'object',
    properties: Object.fromEntries([...shown, last].map((name) => [name, { type }])),
  });
  const lines = (kind: 'string' | readonly ['string', 'null'], other: string): ReturnType<typeof providerOf> =>
    providerOf({ X: withLast('b', kind), Y: withLast(other, kind) });
  const told = (other: string): readonly string[] =>
    printDiff(diffProviders(lines('string', other), lines(['string', 'null'], other)), 'text')
      .split('\n')
      .filter((line) => line.startsWith('  May be null: '));
  const named = `${shown.join(', ')} and 1 more`;
  expect(told('c')).toEqual([`  May be null: X: ${named}`, `  May be null: Y: ${named}`]);
  expect(told('b')).toEqual([`  May be null: ${named}, in X, Y`]);
});

test('a type that changed as a whole stands beside its members as such', () => {
  const described = (text: string) =>
    providerOf({ Night: { type: 'object', description: text, properties: { at: { description: text } } } });
  const text = printDiff(diffProviders(described('Old.'), described('New.')), 'text', { withTexts: true });
  expect(text).toContain('  Text changed: Night: the whole, at\n');
});
