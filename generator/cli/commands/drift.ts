/** `hookwright drift`: do deliveries still fit the generated types, and what is new in them. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { UsageError } from '../../diagnostics.js';
import { createTally } from '../../drift/tally.js';
import type { Finding, Tallied } from '../../drift/tally.js';
import { escapeToken } from '../../pointer.js';
import { readDeliveries } from '../deliveries.js';
import type { StoredDelivery } from '../deliveries.js';
import type { GlobalOptions } from '../workspace.js';

/** What `drift` takes beside the common options. */
export interface DriftOptions {
  readonly name: string;
  readonly source: string;
  readonly webhook: string | undefined;
  readonly threshold: number;
  readonly showValues: boolean;
  /** Environment variables that hold keys of the receiver. */
  readonly bodyKeys: readonly string[];
}

/** What is used of a generated webhook. */
interface GeneratedWebhook {
  readonly parse: (delivery: { headers: Readonly<Record<string, string>>; body: Uint8Array }) => readonly Parsed[];
}

interface Parsed {
  readonly kind: 'event' | 'unknown' | 'invalid';
  readonly type: string | undefined;
  readonly body: unknown;
  readonly issues?: readonly Noted[];
}

/** What issues of validators and findings of drift finders have in common. */
interface Noted {
  readonly path: readonly (string | number)[];
  readonly pointer: string;
  readonly expected: string;
  readonly received: string;
}

type DriftFinder = (value: unknown) => readonly (Noted & { readonly kind: Finding['kind'] })[];

/** Returns 1 if more deliveries than the threshold allows have findings. */
export async function drift(options: GlobalOptions, wanted: DriftOptions): Promise<number> {
  if (!(wanted.threshold >= 0 && wanted.threshold <= 1))
    throw new UsageError('--threshold is a share of deliveries, from 0 to 1');
  const generated = await loadGenerated(options.out, wanted);
  const keys = wanted.bodyKeys.map(keyFrom);
  const tally = createTally(wanted.showValues);
  let [deliveries, departing] = [0, 0];
  const { name: provider, webhook } = wanted;
  for await (const delivery of readDeliveries(wanted.source, { provider, webhook, keys })) {
    const { parse, finders } = webhookFor(delivery, generated, wanted);
    const findings = inspect(delivery, parse, finders, wanted.showValues);
    deliveries += 1;
    if (findings.length > 0) departing += 1;
    tally.add(delivery.label, findings);
  }
  const findings = tally.result();
  if (options.json) console.log(JSON.stringify({ deliveries, departing, findings }, undefined, 2));
  else console.log([...findings.map(printFinding), printCount(deliveries, departing)].join('\n\n'));
  return deliveries > 0 && departing / deliveries > wanted.threshold ? 1 : 0;
}

function keyFrom(name: string): string {
  const key = process.env[name];
  if (key === undefined || Buffer.from(key, 'base64').length !== 32)
    throw new UsageError(`the environment variable ${name} has to hold 32 bytes in base64`);
  return key;
}

/** A webhook with the drift finders of its events. */
interface Generated extends GeneratedWebhook {
  readonly finders: Readonly<Record<string, DriftFinder>>;
}

/** The webhook that a delivery came to; where the source does not say, the one that is asked for or the first. */
function webhookFor(delivery: StoredDelivery, known: ReadonlyMap<string, Generated>, wanted: DriftOptions): Generated {
  const name = delivery.webhook ?? wanted.webhook ?? [...known.keys()][0] ?? '';
  const webhook = known.get(name);
  if (webhook !== undefined) return webhook;
  throw new UsageError(`${wanted.name} has no webhook "${name}"; known: ${[...known.keys()].join(', ')}`);
}

async function loadGenerated(out: string, wanted: DriftOptions): Promise<ReadonlyMap<string, Generated>> {
  const folder = join(resolve(out), 'dist', wanted.name);
  if (!existsSync(join(folder, 'index.js')))
    throw new UsageError(`${out}/dist has no "${wanted.name}"; generate and build the package first`);
  const load = async (path: string): Promise<Readonly<Record<string, unknown>>> =>
    (await import(pathToFileURL(join(folder, path)).href)) as Readonly<Record<string, unknown>>;
  const webhooks = (await load('index.js'))['webhooks'] as Readonly<Record<string, GeneratedWebhook>>;
  const finders = await load('drift/index.js');
  return new Map(
    Object.entries(webhooks).map(([name, { parse }]) => [
      name,
      { parse, finders: finders[`${name}Drift`] as Readonly<Record<string, DriftFinder>> },
    ]),
  );
}

function inspect(
  delivery: StoredDelivery,
  parse: GeneratedWebhook['parse'],
  finders: Readonly<Record<string, DriftFinder>>,
  showValues: boolean,
): readonly Finding[] {
  let events: readonly Parsed[];
  try {
    events = parse({ headers: delivery.headers, body: delivery.body });
  } catch {
    return [toFinding('not-json', '', { path: [], pointer: '', expected: 'JSON', received: 'something else' })];
  }
  return events.flatMap((event): readonly Finding[] => {
    const type = event.type ?? '';
    const whole = { path: [], pointer: '', expected: 'a known event type', received: type === '' ? 'none' : type };
    if (event.kind === 'unknown') return [toFinding('unknown-event-type', type, whole)];
    const shown = ({ path }: Noted): unknown => (showValues ? valueIn(event.body, path) : undefined);
    const issues = (event.issues ?? []).map((issue) => toFinding('does-not-fit', type, issue, shown(issue)));
    const finder = Object.hasOwn(finders, type) ? finders[type] : undefined;
    const news = (finder?.(event.body) ?? []).map((found) => toFinding(found.kind, type, found, shown(found)));
    return [...issues, ...news];
  });
}

/** What a delivery has at a place; undefined where it has nothing. */
function valueIn(body: unknown, path: Noted['path']): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return value;
}

function toFinding(kind: Finding['kind'], eventType: string, noted: Noted, value?: unknown): Finding {
  const path = noted.path.map((key) => `/${typeof key === 'number' ? '*' : escapeToken(key)}`).join('');
  const { pointer, expected, received } = noted;
  return {
    kind,
    eventType,
    path,
    schema: pointer,
    expected,
    received,
    value: value === undefined ? undefined : shortened(JSON.stringify(value)),
  };
}

/** Enough of a value to know it by. */
function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

function printCount(deliveries: number, departing: number): string {
  return `${deliveries} ${deliveries === 1 ? 'delivery' : 'deliveries'}, ${departing} with findings`;
}

function printFinding(found: Tallied): string {
  const values = found.values.length === 0 ? '' : `\n    values: ${found.values.join(', ')}`;
  const when = found.count === 1 ? found.first : `first ${found.first}, last ${found.last}`;
  const where = [found.eventType, found.path].filter((part) => part !== '').join(' ');
  return `${found.count}x ${sentenceOf(found)}${where === '' ? '' : `: ${where}`}\n    ${when}${values}\n    ${found.remedy}`;
}

/** What is the matter, in words. Only kinds of values are named, never values. */
function sentenceOf({ kind, expected, received }: Tallied): string {
  switch (kind) {
    case 'not-json':
      return 'not JSON';
    case 'unknown-event-type':
      return 'unknown event type';
    case 'does-not-fit':
      return received === 'undefined' ? 'member missing' : `does not fit (expected ${expected}, received ${received})`;
    case 'unknown-member':
      return `unknown member (${received})`;
    case 'unseen-value':
      return `value that is not known yet (${received})`;
    case 'new-format':
      return `another format (expected ${expected})`;
    case 'new-null':
      return `null where there was none (expected ${expected})`;
  }
}
