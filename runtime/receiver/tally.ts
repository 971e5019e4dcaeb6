/** Counts deliveries as they are taken: labels are looked up once, not for each. */
import type { Waiting } from './groups.js';
import type { Admission } from './store/database.js';
import type { Metrics } from './telemetry.js';

type Verdict = Admission['kind'] | 'unavailable';

interface Counters {
  readonly verdicts: Readonly<Record<Verdict, { readonly inc: (by?: number) => void }>>;
  readonly bytes: { readonly inc: (by?: number) => void };
  readonly durable: { readonly observe: (value: number) => void };
  readonly lastVerified: { readonly set: (value: number) => void };
}

const known = new WeakMap<Metrics, Map<string, Counters>>();

/** Counts a group that was taken, or was not. */
export function countGroup(metrics: Metrics, group: readonly Waiting[], admissions: readonly Admission[]): void {
  const now = performance.now();
  const bySource = known.get(metrics) ?? new Map<string, Counters>();
  known.set(metrics, bySource);
  metrics.group.observe(group.length);
  group.forEach(({ row, startedAt }, index) => {
    const { source, size, receivedAt } = row;
    const { verdicts, bytes, durable, lastVerified } = bySource.get(source) ?? create(bySource, metrics, source);
    verdicts[admissions[index]?.kind ?? 'unavailable'].inc();
    bytes.inc(size);
    durable.observe((now - startedAt) / 1000);
    // Once for each group and source would do, and tells the same.
    if (index === 0 || group[index - 1]?.row.source !== source) lastVerified.set(receivedAt / 1000);
  });
}

function create(bySource: Map<string, Counters>, metrics: Metrics, source: string): Counters {
  const verdict = (kind: Verdict): Counters['bytes'] => metrics.received.labels(source, kind);
  const counters = {
    verdicts: {
      stored: verdict('stored'),
      conflict: verdict('conflict'),
      duplicate: verdict('duplicate'),
      unavailable: verdict('unavailable'),
    },
    bytes: metrics.bytes.labels(source),
    durable: metrics.durable.labels(source),
    lastVerified: metrics.lastVerified.labels(source),
  };
  bySource.set(source, counters);
  return counters;
}
