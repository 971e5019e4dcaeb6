/** When processing rests, and what it says of a batch: who has nothing to do is not woken. */
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildSources } from '../../runtime/receiver/config.js';
import { leaseJobs } from '../../runtime/receiver/jobs.js';
import { type Batch, createPace, createTurns, type Pace, type Pressure } from '../../runtime/receiver/pace.js';
import { type Processed, processJobs } from '../../runtime/receiver/processing.js';
import { createMetrics } from '../../runtime/receiver/telemetry.js';
import { createVault } from '../../runtime/receiver/vault.js';
import { historical } from './fake-provider.js';
import { packageName, post, sample, signed, silent, start, temporaryFolder, testConfig } from './harness.js';

const batch: Batch = { workedMs: 10, isFull: false, lagMs: 0 };
const receiving: Pressure = { isReceiving: () => true, isPressed: () => false, gatherMs: 100, lagSeconds: 60 };

describe('processing', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate'] }));
  afterEach(() => void vi.useRealTimers());

  /** How many milliseconds a rest takes, by the clock of the test. */
  async function measure(pace: Pace, changes: Partial<Batch> = {}): Promise<number> {
    let isOver = false;
    void pace.rest({ ...batch, ...changes }).then(() => (isOver = true));
    const over = (): boolean => isOver;
    for (let elapsed = 1; elapsed < 1000; elapsed += 1) {
      await vi.advanceTimersByTimeAsync(1);
      if (over()) return elapsed;
    }
    throw new Error('It rests for too long.');
  }

  it('goes on at once where nothing comes in, however much there is', async () => {
    const pace = createPace({ ...receiving, isReceiving: () => false });
    expect(await measure(pace)).toBeLessThanOrEqual(1);
    expect(await measure(pace, { isFull: true, lagMs: 1e9 })).toBeLessThanOrEqual(1);
  });

  it('lets the next batch fill while deliveries come in, and does not wait where it is full', async () => {
    const pace = await rested(0.1);
    expect(await measure(pace)).toBeGreaterThanOrEqual(99);
    expect(await measure(pace, { isFull: true })).toBeLessThanOrEqual(12);
    const quick = await rested(0.1, { gatherMs: 5 });
    expect(await measure(quick)).toBeLessThanOrEqual(12);
  });

  it('has a twentieth of the time as soon as receiving is busy, and until it is known that it is not', async () => {
    expect(
      await measure(
        createPace(receiving, () => () => 0),
        { isFull: true },
      ),
    ).toBeGreaterThanOrEqual(190);
    const pace = await rested(0.1, {}, [0.5]);
    expect(await measure(pace, { isFull: true })).toBeLessThanOrEqual(12);
    expect(await measure(pace, { isFull: true })).toBeGreaterThanOrEqual(190);
  });

  it('rests for most of the time while senders wait, and for half of it when it is too far behind', async () => {
    const pace = await rested(0.1, { isPressed: () => true });
    expect(await measure(pace, { isFull: true, lagMs: 59_000 })).toBeGreaterThan(150);
    expect(await measure(pace, { isFull: true, lagMs: 61_000 })).toBeLessThanOrEqual(12);
  });

  it('leaves a turn to what else waits when a batch goes on, and does not count it as work', async () => {
    vi.useRealTimers();
    let now = 0;
    const turns = createTurns(() => now);
    let others = 0;
    setImmediate(() => {
      others += 1;
      now += 7;
    });
    now += 1;
    await turns.leave();
    expect([others, turns.leftMs()]).toEqual([0, 0]);
    now += 1;
    await turns.leave();
    expect([others, turns.leftMs()]).toEqual([1, 7]);
  });

  /** After some rests in which receiving kept the event loop so busy; then as the others say. */
  async function rested(busy: number, changes: Partial<Pressure> = {}, later: number[] = []): Promise<Pace> {
    let isOver = false;
    const pace = createPace({ ...receiving, ...changes }, () => () => (isOver ? (later.shift() ?? busy) : busy));
    for (let n = 0; n < 12; n += 1) await measure(pace);
    isOver = true;
    return pace;
  }
});

describe('a batch', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it('tells whether it led to follow-ups or events for handlers, and since when it waited', async () => {
    const store = `${folder.path}/receiver.db`;
    const receiver = await start(store, { works: false });
    const { config, providers } = await testConfig(store);
    const sources = [...(await buildSources(providers, config.sources, packageName)).values()];
    const { database, port } = receiver;
    const process = async (handled: readonly string[]): Promise<Processed> => {
      const due = { lanes: [0, 0], most: 10, now: Date.now(), seconds: 60 } as const;
      const context = {
        database,
        sources: new Map(sources.map((source) => [source.name, source])),
        handled: new Set(handled),
        vault: createVault([]),
        metrics: createMetrics(),
        log: silent,
        clock: () => Date.now(),
        planElsewhere: undefined,
      };
      return processJobs(context, await leaseJobs(database, due));
    };
    const sleep = sample('terra', 'sleep', 'full');
    await post(port, await signed('terra', 'events', sleep, { headers: { 'x-terra-trace-id': 'one' } }));
    const [row] = await database.read('SELECT received_at FROM delivery');
    expect(await process([])).toMatchObject({ hasJobs: false, since: row?.['received_at'] });
    await post(port, await signed('terra', 'events', { ...sleep, n: 2 }, { headers: { 'x-terra-trace-id': 'two' } }));
    expect((await process(['terra.sleep'])).hasJobs).toBe(true);
    await post(port, await signed('vital', 'events', historical, { id: 'msg_1' }));
    expect((await process([])).hasJobs).toBe(true);
    await receiver.stop();
  });
});
