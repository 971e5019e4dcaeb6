/** The command as operators use it: a process, a configuration file, secrets in the environment. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createServer as createHttpServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../runtime/receiver/receiver.js';
import { api, buildReceiver, post, sample, samples, signed, temporaryFolder, until } from './harness.js';
import { freePort } from './postgres-server.js';

// On a machine that has other work to do.
vi.setConfig({ testTimeout: 60_000 });

const folder = temporaryFolder();
const token = 'a-token-of-some-length';
const [oldKey, newKey] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64')) as [string, string];
const secret = 'terra-secret-of-some-length';
const environment = {
  ...process.env,
  RECEIVER_TOKEN: token,
  TERRA_SECRET: secret,
  SPIKE_SECRET: 'spike-secret-of-some-length',
  SPIKE_KEY: 'spike-key-of-some-length',
  OLD_KEY: oldKey,
  NEW_KEY: newKey,
};

const running = new Set<ChildProcess>();
let built: Awaited<ReturnType<typeof buildReceiver>>;
let provider: Server | undefined;
let count = 0;

beforeAll(async () => {
  built = await buildReceiver();
});

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  provider?.closeAllConnections();
  provider?.close();
});

afterAll(() => {
  built.remove();
  folder.remove();
});

interface Place {
  readonly port: number;
  readonly store: string;
  /** A configuration file with these keys for bodies. */
  readonly configOf: (keys: readonly string[]) => string;
  readonly at: (name: string) => string;
}

async function newPlace(baseUrl = 'http://127.0.0.1:9'): Promise<Place> {
  const path = join(folder.path, String((count += 1)));
  mkdirSync(path);
  const [port, store] = [await freePort(), join(path, 'receiver.db')];
  const configOf = (keys: readonly string[]): string => {
    const file = join(path, `${keys.join('-')}.yaml`);
    const text = `
listen: { port: ${port} }
store: ${store}
api: { token: { env: RECEIVER_TOKEN } }
webhooks:
  - { provider: terra, webhook: events, secrets: [{ env: TERRA_SECRET }] }
  - { provider: spike, webhook: v3, secrets: [{ env: SPIKE_SECRET }] }
clients:
  - provider: spike
    factory: createV3Client
    options: { baseUrl: '${baseUrl}', applicationId: 4711, applicationUserId: { from: user }, hmacKey: { env: SPIKE_KEY } }
    reconcile:
      - operation: listProviderRecords
        parameters: { from_timestamp: { from: start }, to_timestamp: { from: end } }
retentionDays: 90
encryption: { keys: [${keys.map((key) => `{ env: ${key} }`).join(', ')}] }
logLevel: error
`;
    writeFileSync(file, text);
    return file;
  };
  return { port, store, configOf, at: (name) => join(path, name) };
}

const command = async (config: string, ...rest: readonly string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [built.cli, '--config', config, ...rest], { env: environment })).stdout;

/** What a command says when it fails. */
function run(config: string, ...rest: readonly string[]): Promise<{ readonly code: number; readonly stdout: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [built.cli, '--config', config, ...rest], { env: environment }, (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), stdout }),
    );
  });
}

/** Starts the receiver and waits until it is ready. */
async function serve(port: number, config: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [built.cli, '--config', config], { env: environment, stdio: 'ignore' });
  running.add(child);
  const isReady = async (): Promise<boolean> =>
    (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.status === 200;
  await until(isReady, 'the receiver is ready');
  return child;
}

/** Asks for an end; the exit code and how long it took. */
async function stop(child: ChildProcess): Promise<{ readonly code: number | null; readonly seconds: number }> {
  const start = performance.now();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const code = await ended;
  running.delete(child);
  return { code, seconds: (performance.now() - start) / 1000 };
}

const sleep = sample('terra', 'sleep', 'full');

async function send(port: number, user: string): Promise<number> {
  const event = { ...sleep, user: { ...sleep.user, user_id: user } };
  const headers = { 'x-terra-trace-id': `trace-${user}` };
  const delivery = await signed('terra', 'events', event, { secret, headers });
  return post(port, { ...delivery, path: delivery.path.replace('sandbox', 'production') }).catch(() => 0);
}

async function records(port: number, user: string): Promise<number> {
  return (await api(port, 'GET', `/v1/users/${user}/records`, token)).body.items.length;
}

describe('the command', () => {
  it('stops within ten seconds under load with code 0, and keeps all that it acknowledged', async () => {
    const { port, store, configOf } = await newPlace();
    const child = await serve(port, configOf([]));
    // One that never ends must not hold up the others.
    const slow = connect(port, '127.0.0.1');
    slow.on('error', () => undefined);
    slow.write('POST /webhooks/terra/events/production HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{');
    const acknowledged: string[] = [];
    let isOver = false;
    const senders = Array.from({ length: 8 }, async (_, sender) => {
      for (let n = 0; !isOver && n < 5000; n += 1)
        if ((await send(port, `u-${sender}-${n}`)) === 200) acknowledged.push(`trace-u-${sender}-${n}`);
    });
    await until(() => Promise.resolve(acknowledged.length > 100), 'deliveries are acknowledged');
    const { code, seconds } = await stop(child);
    isOver = true;
    await Promise.all(senders);
    slow.destroy();
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(10);
    const database = await openStore(store, false);
    const rows = await database.read('SELECT identity FROM delivery');
    const stored = new Set(rows.map((row) => String(row['identity'])));
    expect(acknowledged.filter((identity) => !stored.has(identity))).toEqual([]);
    await database.close();
  });

  it('backs a store up while it is in use, and the copy goes on', async () => {
    const place = await newPlace();
    const child = await serve(place.port, place.configOf([]));
    for (let n = 0; n < 20; n += 1) expect(await send(place.port, `b-${n}`)).toBe(200);
    await until(async () => (await records(place.port, 'b-19')) === 1, 'all are processed');
    await command(place.configOf([]), 'backup', place.at('copy.db'));
    await expect(command(place.configOf([]), 'backup', place.at('copy.db'))).rejects.toThrow();
    expect(await send(place.port, 'b-later')).toBe(200);
    expect((await stop(child)).code).toBe(0);
    const restored = spawn(
      process.execPath,
      [built.cli, '--config', place.configOf([]), '--store', place.at('copy.db')],
      { env: environment, stdio: 'ignore' },
    );
    running.add(restored);
    await until(async () => (await records(place.port, 'b-0').catch(() => 0)) === 1, 'the copy is served');
    expect(await records(place.port, 'b-19')).toBe(1);
    expect(await records(place.port, 'b-later')).toBe(0);
    // Known there, so the provider's retry of what the backup lacks is what is new.
    expect(await send(place.port, 'b-19')).toBe(200);
    expect(await send(place.port, 'b-later')).toBe(200);
    await until(async () => (await records(place.port, 'b-later')) === 1, 'what came again is processed');
    expect((await api(place.port, 'GET', '/v1/deliveries', token)).body.items).toHaveLength(21);
    expect((await stop(restored)).code).toBe(0);
  });

  it('turns the key of bodies: sealed anew, the old key can go', async () => {
    const place = await newPlace();
    const first = await serve(place.port, place.configOf(['OLD_KEY']));
    for (let n = 0; n < 5; n += 1) expect(await send(place.port, `k-${n}`)).toBe(200);
    await until(async () => (await records(place.port, 'k-4')) === 1, 'all are processed');
    expect((await stop(first)).code).toBe(0);
    expect(await command(place.configOf(['NEW_KEY', 'OLD_KEY']), 'reseal')).toBe('10 sealed\n');
    expect(await command(place.configOf(['NEW_KEY', 'OLD_KEY']), 'reseal')).toBe('0 sealed\n');
    const second = await serve(place.port, place.configOf(['NEW_KEY']));
    expect(await records(place.port, 'k-0')).toBe(1);
    const [id] = (await api(place.port, 'GET', '/v1/deliveries', token)).body.items.map((item) => item.id);
    expect((await api(place.port, 'POST', `/v1/deliveries/${id}/replay`, token)).status).toBe(200);
    await until(async () => {
      const { body } = await api(place.port, 'GET', '/v1/jobs', token);
      return body.items.length === 0 && (await records(place.port, 'k-0')) === 1;
    }, 'a body is opened with the new key');
    expect((await stop(second)).code).toBe(0);
  });

  it('fills a gap through the API of the provider, once for each user that is known', async () => {
    const asked: string[] = [];
    const listening = createHttpServer((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      response.setHeader('content-type', 'application/json');
      response.end(request.url?.includes('auth') === true ? '{"access_token":"t"}' : '{"records":[]}');
    });
    provider = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const place = await newPlace(`http://127.0.0.1:${(listening.address() as AddressInfo).port}`);
    const child = await serve(place.port, place.configOf([]));
    const events = samples('spike', 'provider_integration_created', 'two-users');
    const delivery = await signed('spike', 'v3', events, { secret: environment.SPIKE_SECRET });
    expect(await post(place.port, { ...delivery, path: '/webhooks/spike/v3/production' })).toBe(200);
    const user = String(events[0]?.application_user_id);
    const knows = async (): Promise<boolean> =>
      (await api(place.port, 'GET', `/v1/users/${user}`, token)).status === 200;
    await until(knows, 'the users are known');
    const times = ['2026-05-01T00:00:00Z', '2026-05-03T00:00:00Z'] as const;
    const gap = (account: string): Promise<string> => command(place.configOf([]), 'reconcile', account, ...times);
    expect(await gap('spike/production')).toBe('2 calls queued\n');
    await expect(gap('spike/sandbox')).rejects.toThrow(/No reconcile calls/);
    await expect(command(place.configOf([]), 'reconcile', 'spike/production', 'x', 'y')).rejects.toThrow(/date/);
    const answers = async () => (await api(place.port, 'GET', `/v1/users/${user}/answers`, token)).body.items;
    await until(async () => (await answers()).length === 1, 'the answers are kept');
    expect(await answers()).toMatchObject([{ operation: 'listProviderRecords', body: [{ records: [] }] }]);
    expect(asked.filter((each) => each.includes('2026-05-01')).length).toBe(2);
    expect((await stop(child)).code).toBe(0);
  });

  it('says what is wrong before the first delivery, and what stands before the receiver', async () => {
    const place = await newPlace();
    const child = await serve(place.port, place.configOf(['OLD_KEY']));
    const healthy = await command(place.configOf(['OLD_KEY']), 'doctor', `http://127.0.0.1:${place.port}`);
    for (const name of ['webhooks', 'store', 'clients', 'encryption', 'address', 'body limit', 'clock'])
      expect(healthy).toMatch(new RegExp(`^ok +${name}: `, 'm'));
    for (const where of [
      ['move', 'postgres://u:word@127.0.0.1:9/x'],
      ['--store', 'postgres://u:word@127.0.0.1:9/x'],
    ])
      await expect(command(place.configOf([]), ...where)).rejects.toThrow(/env:NAME/);
    // A proxy that lets a megabyte pass.
    const proxy = createHttpServer((request, response) => {
      if (Number(request.headers['content-length']) > 1024 * 1024) response.writeHead(413).end();
      else {
        request.resume();
        response.writeHead(401, { date: 'Mon, 05 Jan 2026 00:00:00 GMT' }).end();
      }
    });
    provider = proxy;
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const said = await run(place.configOf([]), 'doctor', address);
    expect(said.code).toBe(1);
    expect(said.stdout).toMatch(/^FAIL body limit: 67108864 bytes/m);
    expect(said.stdout).toMatch(/^FAIL clock: /m);
    await stop(child);
  });
});
