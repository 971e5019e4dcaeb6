/** At which lines of a document its places stand. */
import { load } from 'js-yaml';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { parseDocument, sideOfDocument } from '../../generator/cli/sides.js';
import { diffSides } from '../../generator/diff/diff-sides.js';
import { linesOf } from '../../generator/diff/lines.js';
import { locate } from '../../generator/diff/locate.js';
import { printDiff } from '../../generator/diff/print.js';
import { escapeToken } from '../../generator/pointer.js';

const yaml = `# first
openapi: 3.1.0
paths:
  /a~b/c:
    get:
      parameters:
        - name: one
          in: query
        - { name: two,
            in: query }
? [odd, name]
: { x: 1 }
"quoted name": &n
  deep: 1
again: *n
after: true
`;

test('a member stands where its name does, an item where it begins', () => {
  const pointers = [
    ['', 1],
    ['/openapi', 2],
    ['/paths', 3],
    ['/paths/~1a~0b~1c', 4],
    ['/paths/~1a~0b~1c/get/parameters', 6],
    ['/paths/~1a~0b~1c/get/parameters/0', 7],
    ['/paths/~1a~0b~1c/get/parameters/0/in', 8],
    ['/paths/~1a~0b~1c/get/parameters/1', 9],
    ['/paths/~1a~0b~1c/get/parameters/1/in', 10],
    ['/quoted name/deep', 14],
    ['/again', 15],
    ['/after', 16],
  ] as const;
  const found = linesOf(yaml, [...pointers.map(([pointer]) => pointer), '/x', '/again/deep', '/nothing']);
  expect([...found].sort(([, left], [, right]) => left - right)).toEqual(pointers);
});

test('in JSON too, with line ends of Windows', () => {
  const text = JSON.stringify({ a: [{ b: 'x\ny' }, []], c: {} }, undefined, 2).replaceAll('\n', '\r\n');
  expect([...linesOf(text, ['/a', '/a/0/b', '/a/1', '/c'])]).toEqual([
    ['/a', 2],
    ['/a/0/b', 4],
    ['/a/1', 6],
    ['/c', 8],
  ]);
});

test('every place of any JSON is found at the line that has its name', () => {
  const isWrong: string[] = [];
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify({ value }, undefined, 1);
      const lines = text.split('\n');
      const names = placesIn({ value }, '');
      const found = linesOf(text, names.keys());
      expect(load(text)).toBeDefined();
      for (const [pointer, name] of names) {
        const line = lines[(found.get(pointer) ?? 0) - 1];
        if (line === undefined || (name !== undefined && !line.trimStart().startsWith(JSON.stringify(name))))
          isWrong.push(pointer);
      }
      expect(isWrong).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

const night = (...members: readonly string[]): string =>
  [
    'openapi: 3.1.0',
    'components:',
    '  schemas:',
    '    Night:',
    '      type: object',
    '      properties:',
    ...members.map((member) => `        ${member}: { type: string }`),
    '',
  ].join('\n');

const annotationsOf = (old: string, next: string, to = 'night.yaml'): readonly string[] => {
  const [before, after] = [
    sideOfDocument(parseDocument(old, 'night.yaml'), 'night.yaml', old),
    sideOfDocument(parseDocument(next, to), to, next),
  ];
  const changes = diffSides(before, after);
  const text = printDiff(changes, 'github', { lineOf: locate(changes, before.values(), after.values()) });
  return text.split('\n').map((line) => line.replace(/,title.*/, ''));
};

test('an annotation stands at the line of what changed', () => {
  expect(annotationsOf(night('deep'), night('deep', 'rem'))[0]).toBe('::notice file=night.yaml,line=8');
});

test('of what is gone, at that of what it was a part of', () => {
  expect(annotationsOf(night('deep', 'rem'), night('rem'))[0]).toBe('::error file=night.yaml,line=6');
});

test('of a value that is gone from a list of values, at the line of what has the list', () => {
  const tag = (...values: readonly string[]): string =>
    `openapi: 3.1.0\ncomponents:\n  schemas:\n    Tag:\n      type: string\n      enum: [${values.join(', ')}]\n`;
  expect(annotationsOf(tag('a', 'b'), tag('a'))[0]).toMatch(/^::\w+ file=night\.yaml,line=4$/);
});

test('in a file that only the old version has, where it was', () => {
  expect(annotationsOf(night('deep', 'rem'), night('deep'), 'other.yaml')[0]).toBe('::error file=night.yaml,line=8');
});

/** Pointers of a value, with the name that stands there; undefined for items. */
function placesIn(value: unknown, at: string): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, part] of Object.entries(value)) {
    const pointer = `${at}/${escapeToken(name)}`;
    found.set(pointer, Array.isArray(value) ? undefined : name);
    for (const [deep, inner] of placesIn(part, pointer)) found.set(deep, inner);
  }
  return found;
}
