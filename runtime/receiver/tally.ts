/** Counts deliveries as they are taken: labels are looked up once, not for each. */
import type { Waiting } from './groups.js';
import type { Admission } from './store/database.js';
import { labelsOf, type Metrics } from './telemetry.js';

const kinds = ['stored', 'conflict', 'duplicate', 'unavailable'] as const;

type Verdict = (typeof kinds)[number];

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
  for (let from = 0; from < group.length;) from = countRun(bySource, metrics, group, admissions, from, now);
}

/** Counts those of one source that came one after another, each counter once; where they end. */
function countRun(
  bySource: Map<string, Counters>,
  metrics: Metrics,
  group: readonly Waiting[],
  admissions: readonly Admission[],
  from: number,
  now: number,
): number {
  const source = group[from]?.row.source ?? '';
  const { verdicts, bytes, durable, lastVerified } = bySource.get(source) ?? create(bySource, metrics, source);
  const counts = { stored: 0, conflict: 0, duplicate: 0, unavailable: 0 };
  let size = 0;
  let at = from;
  for (let next = group[at]; next?.row.source === source; next = group[(at += 1)]) {
    counts[admissions[at]?.kind ?? 'unavailable'] += 1;
    size += next.row.size;
    durable.observe((now - next.startedAt) / 1000);
  }
  for (const verdict of kinds) if (counts[verdict] > 0) verdicts[verdict].inc(counts[verdict]);
  bytes.inc(size);
  lastVerified.set((group[at - 1]?.row.receivedAt ?? 0) / 1000);
  return at;
}

function create(bySource: Map<string, Counters>, metrics: Metrics, source: string): Counters {
  const labels = labelsOf(source);
  const verdict = (kind: Verdict): Counters['bytes'] => metrics.received.labels(...labels, kind);
  const counters = {
    verdicts: {
      stored: verdict('stored'),
      conflict: verdict('conflict'),
      duplicate: verdict('duplicate'),
      unavailable: verdict('unavailable'),
    },
    bytes: metrics.bytes.labels(...labels),
    durable: metrics.durable.labels(...labels),
    lastVerified: metrics.lastVerified.labels(...labels),
  };
  bySource.set(source, counters);
  return counters;
}
