/** Layout moves white space and adds commas at the ends of lists; what the text says stays. */
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { layOut } from '../../../generator/emit/layout.js';
import { quote } from '../../../generator/ir/names.js';

/** The text without white space, as the compiler prints it: brackets, texts and patterns as they were read. */
function tokens(text: string): string {
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.ES2022);
  const printed = ts.createPrinter({ removeComments: true }).printFile(file);
  return printed
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/([([{]) /g, '$1')
    .replaceAll(/,? ([)\]}])/g, '$1');
}

const name = fc.stringMatching(/^[a-z][a-zA-Z]{2,30}$/).map((text) => `${text}X`);
const literal = fc.oneof(
  fc.string({ maxLength: 60 }).map(quote),
  fc.constantFrom('/[)\\]/"\']+,/u', '/a\\/(b|c),/', '1', 'null', '`a, (b`'),
  name,
);
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    literal,
    fc.tuple(name, fc.array(tie('expression'), { maxLength: 5 })).map(([f, args]) => `${f}(${args.join(', ')})`),
    fc.array(tie('expression'), { maxLength: 5 }).map((items) => `[${items.join(', ')}]`),
    fc.array(fc.tuple(name, tie('expression')), { maxLength: 4 }).map((all) => objectOf(all)),
    fc.tuple(name, tie('expression')).map(([value, body]) => `(${value}) => f(${body})`),
    fc.tuple(name, literal, fc.constantFrom('||', '&&')).map(([a, b, sign]) => `(${a} === ${b} ${sign} ${a}['x y'])`),
    fc.array(name, { minLength: 2, maxLength: 9 }).map((all) => `(${all.map((each) => `is(${each})`).join(' || ')})`),
  ),
}));

function objectOf(members: readonly (readonly [string, string])[]): string {
  return members.length === 0 ? '{}' : `{ ${members.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;
}

describe('layout', () => {
  it('says what the text said', () => {
    fc.assert(
      fc.property(fc.array(expression, { minLength: 1, maxLength: 4 }), (all) => {
        const [first = '1', ...others] = all;
        const text = [
          `/** Some (words, in [brackets. */`,
          `export const valueX: Check = /*@__PURE__*/ ${first};`,
          `function f(value: unknown): boolean {`,
          ...others.map((each) => `if (!(${each})) return false;`),
          'return true;',
          '}',
        ].join('\n');
        expect(tokens(layOut(text))).toBe(tokens(text));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves no line longer than 120 characters where lists can be broken', () => {
    const items = Array.from({ length: 60 }, (_, index) => `call('member ${index}', [${index}])`);
    const lines = layOut(`export const x: Check = all({ a: list([${items.join(', ')}]) });`).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(lines[1]).toMatch(/^ {2}\S/);
  });

  it('only indents the lines of JSON in a template', () => {
    const long = `"a": "${'(b, c) '.repeat(30)}"`;
    expect(layOut(`f(\n\`{\n${long},\n"d": {\n"e": 1\n}\n}\`,\n);\nf([1]);`)).toBe(
      `f(\n  \`{\n    ${long},\n    "d": {\n      "e": 1\n    }\n  }\`,\n);\nf([1]);`,
    );
  });

  it('indents what is within brackets and keeps short lines', () => {
    expect(layOut('function f() {\nif (a) {\nreturn [1, 2];\n}\n}')).toBe(
      'function f() {\n  if (a) {\n    return [1, 2];\n  }\n}',
    );
  });
});
