/** The example of a worker: what it answers, and that its bundle is small. */
import { fileURLToPath } from 'node:url';
import { terra } from '@hookwright/providers';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { receive } from '../../../examples/worker/goodbyes.js';

const secret = 'example-signing-secret';
const user = { user_id: 'user-1', provider: 'GARMIN', active: false };

async function post(event: unknown, key: string = secret): Promise<{ response: Response; gone: string[] }> {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const headers = await terra.webhooks.events.sign(body, { secret: key });
  const request = new Request('https://example.com/', { method: 'POST', headers, body });
  const gone: string[] = [];
  const environment = {
    TERRA_SIGNING_SECRET: `another-signing-secret,${secret}`,
    forget: (id: string): Promise<void> => {
      gone.push(id);
      return Promise.resolve();
    },
  };
  return { response: await receive(request, environment), gone };
}

test('a user who disconnected is forgotten', async () => {
  const { response, gone } = await post({ type: 'deauth', status: 'success', user });
  expect([response.status, gone]).toEqual([200, ['user-1']]);
});

test('other events, and what is no event, are received and left alone', async () => {
  for (const event of [{ type: 'auth', user }, 'no json', null]) {
    const { response, gone } = await post(event);
    expect([response.status, gone]).toEqual([200, []]);
  }
});

test('a wrong signature and a wrong shape are refused, each with its reason', async () => {
  const forged = await post({ type: 'deauth', user }, 'somebody-elses-secret');
  expect([forged.response.status, await forged.response.text(), forged.gone]).toEqual([401, 'signature_mismatch', []]);
  const misshapen = await post({ type: 'deauth', user: { user_id: 7 } });
  expect([misshapen.response.status, misshapen.gone]).toEqual([422, []]);
  expect(await misshapen.response.json()).toMatchObject([
    { path: ['user', 'provider'] },
    { path: ['user', 'user_id'] },
  ]);
});

test('its bundle is the verifier and one validator', async () => {
  const example = fileURLToPath(new URL('../../../examples/worker/goodbyes.ts', import.meta.url));
  const { outputFiles } = await build({
    ...{ entryPoints: [example], bundle: true, minify: true, write: false, format: 'esm', target: 'es2022' },
    ...{ platform: 'neutral', mainFields: [], logLevel: 'error' },
  });
  expect(outputFiles[0]?.text.length).toBeLessThan(4000);
});
