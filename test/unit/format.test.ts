/** Formatting in parts must not show in the text. */
import fc from 'fast-check';
import { format } from 'oxfmt';
import { beforeAll, describe, expect, it } from 'vitest';

import { formatText } from '../../generator/format-text.js';
import { formatFiles } from '../../generator/format.js';
import { generateDocument } from '../openapi/harness.js';

const OPTIONS = { printWidth: 120, singleQuote: true, sortImports: false } as const;

async function inParts(text: string, size: number): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of formatText('a.ts', text, size)) pieces.push(piece);
  return pieces.join('');
}

describe('a generated file', () => {
  let texts: readonly string[];

  beforeAll(async () => {
    const member = { type: 'object', properties: { text: { type: 'string', description: 'A text.\n\n- one\n- two' } } };
    const schemas = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `Thing${index}`,
        { type: 'object', properties: { a: member, b: { type: 'array', items: member }, c: { enum: ['x', 'y'] } } },
      ]),
    );
    const paths = { '/things': { get: { operationId: 'listThings', responses: { 200: { description: 'All.' } } } } };
    const outcome = await generateDocument(JSON.stringify({ openapi: '3.1.0', paths, components: { schemas } }));
    texts = outcome.files.filter(({ path }) => path.startsWith('src/example/')).map(({ content }) => content);
  });

  it('is the same whether it is formatted whole or in parts of any size', async () => {
    expect(texts.length).toBeGreaterThan(5);
    await fc.assert(
      fc.asyncProperty(fc.nat(texts.length - 1), fc.integer({ min: 20, max: 4000 }), async (index, size) => {
        const text = texts[index] ?? '';
        expect(await inParts(text, size)).toBe((await format('a.ts', text, OPTIONS)).code);
      }),
      { numRuns: 40 },
    );
  });

  it('that does not parse is a bug of ours, named by its path', async () => {
    const files = [{ path: 'src/a.ts', content: 'export const a = ;\n' }];
    await expect(formatFiles(files)).rejects.toThrow('src/a.ts does not parse');
  });

  it('of another kind, and a copy of the runtime, stay as they are', async () => {
    const files = [
      { path: 'README.md', content: '#  A\n' },
      { path: 'src/runtime/a.ts', content: 'const  a=1' },
    ];
    expect(await formatFiles(files)).toEqual(files);
  });
});
