/** What operators see: spans of whoever has set up OpenTelemetry, and logs in which nothing of a body or a secret is. */
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createLogger } from '../../runtime/receiver/telemetry.js';
import { post, sample, settled, signed, start, temporaryFolder } from './harness.js';

const folder = temporaryFolder();
afterAll(() => {
  trace.disable();
  context.disable();
  folder.remove();
});

const sleep = sample('terra', 'sleep', 'full');

it('spans of commits, jobs and what handlers do within them reach an SDK, and hold no data of users', async () => {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const receiver = await start(join(folder.path, 'spans.db'));
  try {
    receiver.onEvent('terra.sleep', async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      trace.getTracer('application').startSpan('of the handler').end();
    });
    const event = { ...sleep, user: { ...sleep.user, user_id: 'user-of-spans' } };
    expect(await post(receiver.port, await signed('terra', 'events', event))).toBe(200);
    await settled(receiver);
  } finally {
    await receiver.stop();
  }
  const spans = exporter.getFinishedSpans();
  const names = new Set(spans.map((span) => span.name));
  for (const name of ['commit', 'process', 'job handle', 'of the handler']) expect(names.has(name), name).toBe(true);
  const [inner, handle] = ['of the handler', 'job handle'].map((name) => spans.find((span) => span.name === name));
  expect(inner?.parentSpanContext?.spanId).toBe(handle?.spanContext().spanId);
  expect(JSON.stringify(spans.map((span) => span.attributes))).not.toContain('user-of-spans');
});

it('logs hold neither bodies, headers, secrets nor users, whatever goes wrong', async () => {
  const lines: string[] = [];
  const log = createLogger('trace', { write: (line) => void lines.push(line) });
  const receiver = await start(join(folder.path, 'logs.db'), {}, { log });
  const marked = { ...sleep, user: { ...sleep.user, user_id: 'marker-user' }, note: 'marker-note' };
  try {
    receiver.onEvent('terra.sleep', () => Promise.reject(new Error('marker-error')));
    const genuine = await signed('terra', 'events', marked, { headers: { 'x-terra-trace-id': 'marker-trace' } });
    expect(await post(receiver.port, genuine)).toBe(200);
    expect(await post(receiver.port, { ...genuine, body: `${genuine.body} ` })).toBe(401);
    const bad = { ...genuine.headers, 'terra-signature': 't=1,v1=marker-signature' };
    expect(await post(receiver.port, { ...genuine, headers: bad })).toBe(401);
    expect(await post(receiver.port, await signed('terra', 'events', { ...marked, data: 'marker-data' }))).toBe(200);
    expect(await post(receiver.port, await signed('terra', 'events', { type: 'marker_type', user: marked.user }))).toBe(
      200,
    );
    await settled(receiver);
  } finally {
    await receiver.stop();
  }
  const text = lines.join('');
  expect(text).toContain('"reason":"signature');
  expect(text).toContain('A job failed.');
  // The name of an event type that is not known is what operators need.
  expect(text.replaceAll('marker_type', '')).not.toMatch(/marker/);
  expect(text).not.toContain('test-secret');
});

it('logs lose members that could hold secrets, wherever they are', () => {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  const hidden = { headers: { a: 'hide' }, body: 'hide', secret: 'hide', token: 'hide', authorization: 'hide' };
  log.info({ ...hidden, source: 'shown', request: hidden, deep: { er: hidden } }, 'said');
  expect(lines.join('')).toContain('shown');
  expect(lines.join('')).not.toContain('hide');
});
