/** Logs and metrics. Neither ever holds a body, a header's value, a secret, or a user's id. */
import { pino, type Logger } from 'pino';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export type { Logger };

/** Structured logs on standard output; members that could hold secrets are removed wherever they appear. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: { name: 'hookwright-receiver' },
    redact: {
      paths: [
        'headers',
        'body',
        'secret',
        'secrets',
        'token',
        'authorization',
        '*.headers',
        '*.body',
        '*.secret',
        '*.token',
      ],
      remove: true,
    },
  });
}

/** The metrics of one receiver; names are a contract, see docs/receiver.md. */
export interface Metrics {
  readonly registry: Registry;
  readonly received: Counter<'source' | 'verdict'>;
  readonly bytes: Counter<'source'>;
  readonly durable: Histogram<'source'>;
  readonly group: Histogram;
  readonly processed: Counter<'source' | 'event' | 'state'>;
  readonly drift: Counter<'source' | 'event' | 'kind'>;
  readonly jobs: Gauge<'kind' | 'state'>;
  readonly oldest: Gauge;
  readonly failures: Counter<'kind'>;
  readonly lastVerified: Gauge<'source'>;
  readonly calls: Counter<'account' | 'result'>;
  readonly silent: Gauge<'source'>;
}

/** New metrics in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const name = (text: string): string => `hookwright_${text}`;
  return {
    registry,
    received: new Counter({
      name: name('deliveries_total'),
      help: 'Deliveries by source and verdict.',
      labelNames: ['source', 'verdict'],
      registers,
    }),
    bytes: new Counter({
      name: name('delivery_bytes_total'),
      help: 'Bytes of accepted bodies.',
      labelNames: ['source'],
      registers,
    }),
    durable: new Histogram({
      name: name('durable_seconds'),
      help: 'From the last byte to the commit.',
      labelNames: ['source'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2, 8],
      registers,
    }),
    group: new Histogram({
      name: name('group_size'),
      help: 'Deliveries of one commit.',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128],
      registers,
    }),
    processed: new Counter({
      name: name('processed_total'),
      help: 'Events by type, deliveries without events by state.',
      labelNames: ['source', 'event', 'state'],
      registers,
    }),
    drift: new Counter({
      name: name('drift_total'),
      help: 'Drift findings.',
      labelNames: ['source', 'event', 'kind'],
      registers,
    }),
    jobs: new Gauge({ name: name('jobs'), help: 'Jobs waiting or dead.', labelNames: ['kind', 'state'], registers }),
    oldest: new Gauge({ name: name('oldest_job_seconds'), help: 'Age of the oldest unprocessed delivery.', registers }),
    failures: new Counter({
      name: name('job_failures_total'),
      help: 'Failed tries of jobs.',
      labelNames: ['kind'],
      registers,
    }),
    lastVerified: new Gauge({
      name: name('last_verified_timestamp_seconds'),
      help: 'When a source last delivered; silence is a failure too.',
      labelNames: ['source'],
      registers,
    }),
    silent: new Gauge({
      name: name('silent_hours'),
      help: 'Hours since a source delivered, where that is unusual; else 0.',
      labelNames: ['source'],
      registers,
    }),
    calls: new Counter({
      name: name('calls_total'),
      help: 'Calls to APIs of providers.',
      labelNames: ['account', 'result'],
      registers,
    }),
  };
}
