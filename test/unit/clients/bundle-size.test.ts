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
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

const functions = (id: string): string => `export { connect, ${id} } from './terra/client.js';`;
const guard = (id: string, type: string): string => `${functions(id)}
  import { guarded } from './runtime/client/validation.js';
  import { is${type} } from './terra/validators/operations.js';
  export const validators = { validate: { ${id}: { 200: guarded(is${type}) } } };`;
const issues = (id: string): string => `${functions(id)}
  export { ${id}Validators } from './terra/client-validators.js';`;

test.each([
  ['a call without validation', functions('getActivity'), 8_500],
  ['a validated call', guard('authenticateUser', 'AuthenticationLink'), 10_000],
  ['a validated call with a union of lists', guard('getUserInfo', 'GetUserInfoResponse'), 10_000],
  ['a validated call that says what is wrong', issues('authenticateUser'), 12_000],
  // 232 members in 51 types; the names alone are 3.7 kB. The bar of 10 kB is out of reach for it.
  ['the largest answer, validated', guard('getActivity', 'GetActivityResponse'), 30_000],
  ['the largest answer, validated, with what is wrong', issues('getActivity'), 45_000],
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
