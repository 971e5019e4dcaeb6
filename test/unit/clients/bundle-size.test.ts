/** What a user's bundle carries: minified bytes of the built package, which are the same on every machine. */
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { expect, test } from 'vitest';

const dist = fileURLToPath(new URL('../../../generated/dist', import.meta.url));

async function minified(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: dist, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    external: ['#hmac'],
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

const functions = (id: string): string => `export { connect, ${id} } from './terra/index.js';`;
const validated = (id: string): string => `export { connect, ${id}, ${id}Validators } from './terra/index.js';`;

test.each([
  ['a call without validation', functions('getActivity'), 8_000],
  ['a validated call', validated('authenticateUser'), 10_500],
  ['a validated call with a union of lists', validated('getUserInfo'), 12_000],
  // 134 and 232 members in 32 and 51 types, whose names alone are 1.8 and 3.3 kB.
  ['a large answer, validated', validated('getSleep'), 13_800],
  ['the largest answer, validated', validated('getActivity'), 16_000],
])('%s of Terra stays below its bound', async (_name, entry, bound) => {
  expect((await minified(entry)).length).toBeLessThan(bound);
});

test('one operation carries no other, no reader or writer that it does not use, and no test kit', async () => {
  const code = await minified(functions('getSleep'));
  for (const absent of ['/activity', 'FormData', 'TextDecoderStream', 'subtle', 'example.com', 'multipart'])
    expect(code).not.toContain(absent);
});

test('one sample of a test kit carries the schemas of that answer only', async () => {
  const one = await minified("export { getAthleteAnswer } from './terra/testing.js';");
  const all = await minified("export { createFakeFetch } from './terra/testing.js';");
  expect(one).toContain('Athlete');
  expect(one).not.toContain('Menstruation');
  expect(one.length).toBeLessThan(all.length / 5);
});
