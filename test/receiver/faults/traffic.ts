/** A provider that sends without pause, comes again with what was not acknowledged, and keeps the books. */
import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { createSource, loadProviders, type Source } from '../../../runtime/receiver/providers.js';
import { packageName, sample, type SentDelivery, testConfig } from '../harness.js';
import { pause } from './waiting.js';

/** Makes the n-th delivery. */
export type MakeDelivery = (n: number) => Promise<SentDelivery>;

/** What was sent so far. */
export interface Traffic {
  /** Hashes of the bodies that were acknowledged, in hex. */
  readonly acknowledged: ReadonlySet<string>;
  /** How often each status came; 0 where the connection broke. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Ends after the deliveries under way. */
  readonly stop: () => Promise<void>;
}

/** The reference under which all deliveries of `sleepMaker` are counted: what is processed twice is counted twice. */
export const loadReference = 'load';

// One in a hundred is stored in parts, and verified by another thread.
const largeBody = 1_200_000;

/** Signed sleep events of Terra, each with a record of its own, counted by the receiver under one reference. */
export async function sleepMaker(
  run: string,
  options: { readonly now?: () => number; readonly bytes?: number } = {},
): Promise<MakeDelivery> {
  const source = await sourceOf('terra', 'events');
  const event = sample('terra', 'sleep', 'full');
  return async (n) => {
    const metadata = { ...event.data[0]?.metadata, summary_id: `${run}-${n}` };
    const body = JSON.stringify({
      ...event,
      user: { ...event.user, user_id: `user-${n % 50}` },
      data: [{ ...event.data[0], metadata, note: 'x'.repeat(n % 100 === 99 ? largeBody : (options.bytes ?? 0)) }],
    });
    const own = await source.webhook.sign(body, { secret: source.secrets, now: options.now?.() });
    const headers = {
      ...own,
      'content-type': 'application/json',
      'x-terra-trace-id': `${run}-${n}`,
      'x-terra-ordering-timestamp': String(1_700_000_000_000 + n),
      'terra-reference': loadReference,
    };
    return { path: `/webhooks/${source.name}`, headers, body };
  };
}

/** A webhook with its test secret. */
export async function sourceOf(provider: string, webhook: string): Promise<Source> {
  const { config } = await testConfig('');
  const settings = config.sources.find((each) => each.provider === provider && each.webhook === webhook);
  if (settings === undefined) throw new Error('There is no such webhook.');
  return createSource(await loadProviders(packageName), settings, settings);
}

/** Sends over so many connections to the ports that are there at the moment, at most `most` different deliveries. */
export function startTraffic(
  make: MakeDelivery,
  ports: () => readonly number[],
  connections: number,
  most = 20_000,
): Traffic {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const acknowledged = new Set<string>();
  const statuses = new Map<number, number>();
  let next = 0;
  let isOver = false;
  const over = (): boolean => isOver;

  async function sender(lane: number): Promise<void> {
    while (!over() && next < most) {
      const delivery = await make(next++);
      for (let tries = 0; tries < 1000; tries += 1) {
        const there = ports();
        const port = there[(lane + tries) % Math.max(1, there.length)];
        if (port === undefined) {
          if (over()) return;
          await pause(20);
          continue;
        }
        const status = await postOnce(agent, port, delivery);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 200 && status < 300) {
          acknowledged.add(hashOf(delivery.body));
          break;
        }
        if (over()) return;
        await pause(20);
      }
    }
  }

  const senders = Array.from({ length: connections }, (_, lane) => sender(lane));
  return {
    acknowledged,
    statuses,
    async stop() {
      isOver = true;
      await Promise.all(senders);
      agent.destroy();
    },
  };
}

/** Posts once; 0 where the connection broke or nothing came for ten seconds. */
export function postOnce(agent: Agent, port: number, { path, headers, body }: SentDelivery): Promise<number> {
  return new Promise((resolve) => {
    const length = String(Buffer.byteLength(body));
    const outgoing = request(
      { agent, host: '127.0.0.1', port, path, method: 'POST', headers: { ...headers, 'content-length': length } },
      (response) => {
        response.once('error', () => resolve(0)).once('end', () => resolve(response.statusCode ?? 0));
        response.resume();
      },
    );
    outgoing.setTimeout(10_000, () => outgoing.destroy()).once('error', () => resolve(0));
    outgoing.end(body);
  });
}

/** As the receiver stores it. */
export function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
