/** Logs and metrics. Neither ever holds a body, a header's value, a secret, or a user's id. */
import { type DestinationStream, pino, type Logger } from 'pino';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export type { Logger };

const hidden = ['headers', 'body', 'secret', 'secrets', 'token', 'authorization', 'cookie', 'user'];

/** Structured logs, on standard output if nothing else is given; members that could hold secrets are removed. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { name: 'hookwright-receiver' },
    redact: { paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), remove: true },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

// In this order, as in the names of sources.
const sourceLabels = ['provider', 'webhook', 'environment'] as const;

type SourceLabel = (typeof sourceLabels)[number];

/** Values of the labels by which sources are told apart. */
export function labelsOf(source: string): readonly [provider: string, webhook: string, environment: string] {
  const [provider = '', webhook = '', environment = ''] = source.split('/');
  return [provider, webhook, environment];
}

/** The metrics of one receiver; names are a contract, see docs/receiver.md. */
export interface Metrics {
  readonly registry: Registry;
  readonly received: Counter<SourceLabel | 'verdict'>;
  readonly bytes: Counter<SourceLabel>;
  readonly durable: Histogram<SourceLabel>;
  readonly group: Histogram;
  readonly processed: Counter<SourceLabel | 'event' | 'state'>;
  readonly drift: Counter<SourceLabel | 'event' | 'kind'>;
  readonly jobs: Gauge<'kind' | 'state'>;
  readonly oldest: Gauge;
  readonly failures: Counter<'kind'>;
  readonly lastVerified: Gauge<SourceLabel>;
  readonly calls: Counter<'account' | 'result'>;
  readonly silent: Gauge<SourceLabel>;
}

/** New metrics in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const of = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) => ({
    name: `hookwright_${name}`,
    help,
    labelNames: [...labelNames],
    registers: [registry],
  });
  return {
    registry,
    received: new Counter(of('deliveries_total', 'Deliveries by source and verdict.', [...sourceLabels, 'verdict'])),
    bytes: new Counter(of('delivery_bytes_total', 'Bytes of accepted bodies.', sourceLabels)),
    durable: new Histogram({
      ...of('durable_seconds', 'From the last byte to the commit.', sourceLabels),
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2, 8],
    }),
    group: new Histogram({
      ...of('group_size', 'Deliveries of one commit.', []),
      buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    }),
    processed: new Counter(
      of('processed_total', 'Events by type, deliveries without events by state.', [...sourceLabels, 'event', 'state']),
    ),
    drift: new Counter(of('drift_total', 'Drift findings.', [...sourceLabels, 'event', 'kind'])),
    jobs: new Gauge(of('jobs', 'Jobs waiting or dead.', ['kind', 'state'])),
    oldest: new Gauge(of('oldest_job_seconds', 'Age of the oldest unprocessed delivery.', [])),
    failures: new Counter(of('job_failures_total', 'Failed tries of jobs.', ['kind'])),
    lastVerified: new Gauge(
      of('last_verified_timestamp_seconds', 'When a source last delivered; silence is a failure too.', sourceLabels),
    ),
    silent: new Gauge(
      of('silent_hours', 'Hours since a source delivered, where that is unusual; else 0.', sourceLabels),
    ),
    calls: new Counter(of('calls_total', 'Calls to APIs of providers.', ['account', 'result'])),
  };
}
