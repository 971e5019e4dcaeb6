/** The example of a client, against the test kit: no network. */
import { createFakeFetch, getSleepAnswer } from '@hookwright/providers/terra/testing';
import type { Routes } from '@hookwright/providers/terra/testing';
import { expect, test } from 'vitest';

import { openTerra, reportSleep } from '../../../examples/client/sleep-report.js';
import type { Report } from '../../../examples/client/sleep-report.js';

async function report(routes: Routes): Promise<{ readonly report: Report; readonly asked: readonly string[] }> {
  const fake = createFakeFetch(routes);
  const terra = openTerra({ devId: 'dev-1', apiKey: 'key-1' }, fake.fetch);
  const result = await reportSleep(terra, 'user-1', '2026-11-14', '2026-11-21');
  return { report: result, asked: fake.requests.map(({ url }) => url.pathname + url.search) };
}

test('the sample of the test kit becomes a report', async () => {
  const { report: found, asked } = await report({});
  expect(found).toMatchObject({ kind: 'nights' });
  expect(asked).toEqual(['/api/v2/sleep?user_id=user-1&start_date=2026-11-14&end_date=2026-11-21']);
  expect(getSleepAnswer()).toHaveProperty('data');
});

test('hours are counted from the seconds asleep, and left open where there are none', async () => {
  const metadata = {
    start_time: '2026-11-20T22:00:00Z',
    end_time: '2026-11-21T06:00:00Z',
    summary_id: 's',
    upload_type: 1,
  };
  const asleep = { duration_asleep_state_seconds: 27_000 };
  const { report: found } = await report({
    getSleep: {
      status: 200,
      body: {
        data: [
          { metadata, sleep_durations_data: { asleep } },
          { metadata, sleep_durations_data: null },
        ],
      },
    },
  });
  const from = metadata.start_time;
  expect(found).toEqual({
    kind: 'nights',
    nights: [
      { from, hours: 7.5 },
      { from, hours: undefined },
    ],
  });
});

test('what is too large comes later, under a reference', async () => {
  const body = { status: 'success', reference: 'ref-1' };
  expect((await report({ getSleep: { status: 200, body } })).report).toEqual({ kind: 'later', reference: 'ref-1' });
});

test('an error of the provider and a wrong answer are told in words, without values', async () => {
  const limited = await report({ getSleep: { status: 429, headers: { 'retry-after': '300' } } });
  expect(limited.report).toEqual({ kind: 'failed', why: 'too many calls, again in 300 s' });
  const wrong = await report({ getSleep: () => Response.json({ data: [{ metadata: 'secret' }] }) });
  expect(wrong.report).toMatchObject({
    kind: 'failed',
    why: expect.stringContaining('["data",0,"metadata"]') as string,
  });
  expect(JSON.stringify(wrong.report)).not.toContain('secret');
});
