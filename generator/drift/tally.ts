/** Findings of many deliveries as a table: what, where, how often, first and last. Pure; holds no captured value unless told. */
import { byCodeUnit } from '../order.js';
import { remedyOf } from './remedy.js';

/** What can be found in a delivery. */
export type FindingKind =
  | 'not-json'
  | 'unknown-event-type'
  | 'does-not-fit'
  | 'unknown-member'
  | 'unseen-value'
  | 'new-format'
  | 'new-null';

/** One finding in one delivery. */
export interface Finding {
  readonly kind: FindingKind;
  readonly eventType: string;
  /** Path in the event with `*` for indexes. */
  readonly path: string;
  /** Where in the generated schema. */
  readonly schema: string;
  readonly expected: string;
  readonly received: string;
  readonly value: string | undefined;
}

/** All findings of one kind at one place. */
export interface Tallied extends Omit<Finding, 'value'> {
  readonly count: number;
  readonly first: string;
  readonly last: string;
  /** Values seen, where they were asked for; at most 20. */
  readonly values: readonly string[];
  /** What would settle it. */
  readonly remedy: string;
}

/** Collects findings; deliveries are named by their time or their place in the source. */
export function createTally(showValues: boolean): {
  readonly add: (delivery: string, findings: readonly Finding[]) => void;
  readonly result: () => readonly Tallied[];
} {
  const found = new Map<
    string,
    { finding: Finding; count: number; first: string; last: string; values: Set<string> }
  >();
  return {
    add(delivery, findings) {
      for (const finding of findings) {
        const key = JSON.stringify([finding.kind, finding.eventType, finding.path, finding.schema, finding.received]);
        const entry = found.get(key) ?? {
          finding,
          count: 0,
          first: delivery,
          last: delivery,
          values: new Set<string>(),
        };
        found.set(key, entry);
        entry.count += 1;
        if (isBefore(delivery, entry.first)) entry.first = delivery;
        if (!isBefore(delivery, entry.last)) entry.last = delivery;
        if (showValues && finding.value !== undefined && entry.values.size < 20) entry.values.add(finding.value);
      }
    },
    result: () =>
      [...found.values()]
        .map(({ finding: { value: _, ...finding }, values, ...rest }): Tallied => ({
          ...finding,
          ...rest,
          values: [...values].sort(byCodeUnit),
          remedy: remedyOf(finding, [...values]),
        }))
        .sort(
          (left, right) =>
            right.count - left.count || byCodeUnit(left.eventType + left.path, right.eventType + right.path),
        ),
  };
}

/** Times are compared; places in a file are taken in the order in which they come. */
function isBefore(left: string, right: string): boolean {
  return isTime(left) && isTime(right) && byCodeUnit(left, right) < 0;
}

function isTime(label: string): boolean {
  return /^\d{4}-\d\d-\d\dT/.test(label);
}
