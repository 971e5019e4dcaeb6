/** Findings of many deliveries as a table: what, where, how often, first and last. Pure; holds no captured value unless told. */
import { byCodeUnit } from '../order.js';

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
        if (byCodeUnit(delivery, entry.first) < 0) entry.first = delivery;
        if (byCodeUnit(delivery, entry.last) > 0) entry.last = delivery;
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

/** The line of an overlay, or the sample, that settles a finding. */
function remedyOf(finding: Omit<Finding, 'value'>, values: readonly string[]): string {
  const target = targetOf(finding.schema);
  switch (finding.kind) {
    case 'not-json':
      return 'look at the delivery: its body is not JSON';
    case 'unknown-event-type':
      return `add the event to the manifest, and a sample to samples/${finding.eventType === '' ? '<type>' : finding.eventType}/`;
    case 'unseen-value':
      return `{ target: ${target}, update: { x-expect: { enum: [${values.length === 0 ? '<value>' : values.join(', ')}] } } }`;
    case 'unknown-member':
      return `add a sample with this member to samples/${finding.eventType}/, or { target: ${target}.properties, update: { ${lastOf(finding.path)}: { type: ${finding.received} } } }`;
    case 'new-null':
      return `add a sample with null here to samples/${finding.eventType}/, or { target: ${target}, update: { type: [${finding.expected}, 'null'] } }`;
    case 'new-format':
      return `{ target: ${target}, update: { x-expect: {} } }`;
    case 'does-not-fit':
      return `add a sample of this form to samples/${finding.eventType}/, or { target: ${target}, update: { type: ${finding.received} } }`;
  }
}

/** `#/$defs/Sleep/properties/score/type` as the JSON path of an overlay, without the keyword at the end. */
function targetOf(schema: string): string {
  const tokens = schema.replace(/^#\/\$defs\//, '').split('/');
  const kept = tokens.slice(0, 1 + 2 * Math.floor((tokens.length - 1) / 2)).filter((token) => !token.startsWith('x-'));
  return ['$.components.schemas', ...kept].join('.');
}

function lastOf(path: string): string {
  return path.split('/').slice(-1)[0] ?? path;
}
