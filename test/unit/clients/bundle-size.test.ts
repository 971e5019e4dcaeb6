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

const functions = (id: string): string => `export { connect, ${id} } from './terra/calls.js';`;
const validated = (id: string, connect = 'connect', entry = 'calls'): string =>
  `export { ${connect}, ${id}, ${id}Validators } from './terra/${entry}.js';`;

// The bar is 10,000 bytes for one validated call; `npm run bench:calls` prints all of them.
test.each([
  ['a call without validation', functions('getActivity'), 7_000],
  ['a validated call', validated('authenticateUser'), 8_300],
  ['a validated call, from the index', validated('authenticateUser', 'connect', 'index'), 8_500],
  ['a validated call with a union of lists', validated('getUserInfo'), 9_600],
  ['an answer of middling size, validated', validated('getNutrition'), 10_000],
  // 134 and 232 members in 32 and 51 types, whose names alone are 1.8 and 3.3 kB.
  ['a large answer, validated, without retries', validated('getSleep', 'connectOnce'), 9_500],
  ['a large answer, validated', validated('getSleep'), 11_300],
  ['the largest answer, validated', validated('getActivity'), 13_200],
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
