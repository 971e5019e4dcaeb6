/** Large answers. */
import { expect, it } from 'vitest';
import { answerHeaders } from '../../runtime/receiver/answer-events.js';
import { buildSources } from '../../runtime/receiver/config.js';
import { planDelivery } from '../../runtime/receiver/plan.js';
import { startBodyThread } from '../../runtime/receiver/thread.js';
import { vitalWeight } from './answer-cases.js';
import { buildReceiver, packageName, testConfig } from './harness.js';

it('are planned by another thread, the same as here', async () => {
  const { config, providers } = await testConfig('');
  const sources = await buildSources(providers, config.sources);
  const source = [...sources.values()].find(({ name }) => name === 'vital/events/sandbox');
  const built = await buildReceiver();
  const thread = startBodyThread(built.thread, { kind: 'bodies', package: packageName, sources: config.sources });
  try {
    if (source === undefined) throw new Error('There is no such source.');
    const samples = Array.from({ length: 3000 }, (_, n) => ({
      timestamp: new Date(n * 60_000).toISOString(),
      value: n,
    }));
    const answer = { groups: { withings: [{ ...vitalWeight(1), data: samples }] }, next_cursor: null };
    const call = { operation: 'listTimeseries', parameters: { resource: 'body_weight' }, user: 'u-1' };
    const delivery = () => ({ headers: answerHeaders(call), body: Buffer.from(JSON.stringify(answer)), receivedAt: 5 });
    const here = planDelivery(source, delivery());
    expect([here.state, here.isAnswer, here.users, here.records.length]).toEqual(['processed', true, ['u-1'], 3000]);
    expect(await thread.plan(source, delivery())).toEqual(here);
  } finally {
    await thread.stop();
    built.remove();
  }
});
