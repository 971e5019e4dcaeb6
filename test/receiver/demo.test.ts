/** `npm run receive` and `npm run send`: the receiver with test secrets, and signed samples with each of the flags. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { api, buildReceiver, temporaryFolder, until } from './harness.js';
import { freePort } from './postgres-server.js';

// On a machine that has other work to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = temporaryFolder();
let built: Awaited<ReturnType<typeof buildReceiver>>;
let receiver: ChildProcess;
let port = 0;
let said = '';

beforeAll(async () => {
  [built, port] = [await buildReceiver(), await freePort()];
  const store = join(folder.path, 'data', 'receiver.db');
  receiver = spawn(process.execPath, [built.cli, '--demo', '--port', String(port), '--store', store]);
  receiver.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until(() => Promise.resolve(said.includes('Try it')), 'the receiver listens');
});

afterAll(() => {
  receiver.kill('SIGKILL');
  built.remove();
  folder.remove();
});

/** What it prints, and its exit code. */
function send(...rest: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  const parameters = [built.send, ...rest, '--url', `http://127.0.0.1:${port}`];
  return new Promise((resolve) => {
    execFile(process.execPath, parameters, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), text: (stdout + stderr).trim() }),
    );
  });
}

/** Deliveries of a provider: those that were stored, and what else came, by verdict. */
async function counts(provider: string): Promise<Readonly<Record<string, number>>> {
  const { text } = (await api(port, 'GET', '/metrics')).body;
  const lines = text.matchAll(/^hookwright_deliveries_total\{provider="(\w+)".*verdict="(\w+)"\} (\d+)$/gm);
  const found: Record<string, number> = {};
  for (const [, name, verdict = '', n] of lines)
    if (name === provider) found[verdict] = (found[verdict] ?? 0) + Number(n);
  return found;
}

describe('the receiver for trying out', () => {
  it('prints the address of each webhook of each provider, on this machine only', () => {
    const addresses = [
      ...said.matchAll(new RegExp(`^  http://127.0.0.1:${port}/webhooks/(\\w+)/(\\w+)/sandbox`, 'gm')),
    ];
    expect(addresses.map(([, provider, webhook]) => `${provider} ${webhook}`)).toEqual([
      'rook data',
      'rook notification',
      'spike legacy',
      'spike v3',
      'terra events',
      'vital events',
    ]);
  });

  it('takes a sample, several that differ, and a duplicate once', async () => {
    expect(await send('terra', 'sleep')).toEqual({ code: 0, text: '1 × terra sleep: 200 stored, or known' });
    expect(await counts('terra')).toEqual({ stored: 1 });
    expect((await send('terra', 'daily', '--count', '3', '--rate', '100')).text).toMatch(/^3 × terra daily: 200/);
    expect(await counts('terra')).toEqual({ stored: 4 });
    await send('terra', 'daily', '--count', '3', '--duplicate');
    expect(await counts('terra')).toEqual({ stored: 4, duplicate: 6 });
  });

  it('refuses what is signed wrongly, too long ago, or tampered with', async () => {
    for (const flag of ['--bad-signature', '--stale', '--tamper'])
      expect((await send('vital', 'sleep', flag)).text).toMatch(/^1 × vital \S+: 401 refused: not genuine$/);
    expect(await counts('vital')).toEqual({ signature_mismatch: 2, timestamp_out_of_tolerance: 1 });
  });

  it('keeps an older version from standing, and takes all samples at once', async () => {
    expect((await send('rook', 'sleep_summary', '--older')).text).toMatch(/^2 × /);
    await until(async () => (await counts('rook'))['stored'] === 2, 'both are stored');
    const { items } = (await api(port, 'GET', '/v1/deliveries?source=rook/data/sandbox')).body;
    expect(items.map(({ state }) => state)).not.toContain('quarantined');
    const { code, text } = await send('--all', '--burst');
    expect([code, text]).toEqual([0, expect.not.stringMatching(/401|404|503/)]);
    for (const provider of ['rook', 'spike', 'terra', 'vital'])
      expect((await counts(provider))['stored'], provider).toBeGreaterThan(20);
  });

  it('says what is wrong with a command', async () => {
    expect(await send('nobody')).toEqual({
      code: 1,
      text: 'There is no provider nobody. There are: rook, spike, terra, vital',
    });
    expect((await send('terra', 'nothing')).text).toMatch(/^No sample of terra nothing\. There are: .*sleep/);
    expect(await send('terra', '--count', 'many')).toEqual({ code: 1, text: '--count has to be a number.' });
    expect((await send()).text).toContain('--bad-signature');
  });
});
