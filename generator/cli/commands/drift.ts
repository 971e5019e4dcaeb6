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
import type { CommonOptions } from '../workspace.js';

/** What `drift` takes beside the common options. */
export interface DriftOptions {
  readonly name: string;
  readonly source: string;
  readonly webhook: string | undefined;
  readonly threshold: number;
  readonly showValues: boolean;
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

type DriftFinder = (
  value: unknown,
) => readonly (Noted & { readonly kind: Finding['kind']; readonly value?: unknown })[];

/** Returns 1 if more deliveries than the threshold allows have findings. */
export async function drift(options: CommonOptions, wanted: DriftOptions): Promise<number> {
  const { webhook, finders } = await loadGenerated(options.out, wanted);
  const tally = createTally(wanted.showValues);
  let [deliveries, departing] = [0, 0];
  for await (const delivery of readDeliveries(wanted.source, wanted.name)) {
    const findings = inspect(delivery, webhook, finders);
    deliveries += 1;
    if (findings.length > 0) departing += 1;
    tally.add(delivery.label, findings);
  }
  const findings = tally.result();
  if (options.json) console.log(JSON.stringify({ deliveries, departing, findings }, undefined, 2));
  else console.log([...findings.map(printFinding), `${deliveries} deliveries, ${departing} with findings`].join('\n'));
  return deliveries > 0 && departing / deliveries > wanted.threshold ? 1 : 0;
}

async function loadGenerated(
  out: string,
  wanted: DriftOptions,
): Promise<{ webhook: GeneratedWebhook; finders: Readonly<Record<string, DriftFinder>> }> {
  const folder = join(resolve(out), 'dist', wanted.name);
  if (!existsSync(join(folder, 'index.js')))
    throw new UsageError(`${out}/dist has no "${wanted.name}"; generate and build the package first`);
  const load = async (path: string): Promise<Readonly<Record<string, unknown>>> =>
    (await import(pathToFileURL(join(folder, path)).href)) as Readonly<Record<string, unknown>>;
  const webhooks = (await load('index.js'))['webhooks'] as Readonly<Record<string, GeneratedWebhook>>;
  const names = Object.keys(webhooks);
  const name = wanted.webhook ?? names[0] ?? '';
  const webhook = Object.hasOwn(webhooks, name) ? webhooks[name] : undefined;
  if (webhook === undefined)
    throw new UsageError(`${wanted.name} has no webhook "${name}"; known: ${names.join(', ')}`);
  const finders = (await load('drift/index.js'))[`${name}Drift`] as Readonly<Record<string, DriftFinder>>;
  return { webhook, finders };
}

function inspect(
  delivery: StoredDelivery,
  webhook: GeneratedWebhook,
  finders: Readonly<Record<string, DriftFinder>>,
): readonly Finding[] {
  let events: readonly Parsed[];
  try {
    events = webhook.parse({ headers: delivery.headers, body: delivery.body });
  } catch {
    return [toFinding('not-json', '', { path: [], pointer: '', expected: 'JSON', received: 'something else' })];
  }
  return events.flatMap((event): readonly Finding[] => {
    const type = event.type ?? '';
    const whole = { path: [], pointer: '', expected: 'a known event type', received: type === '' ? 'none' : type };
    if (event.kind === 'unknown') return [toFinding('unknown-event-type', type, whole)];
    const issues = (event.issues ?? []).map((issue) => toFinding('does-not-fit', type, issue));
    const finder = Object.hasOwn(finders, type) ? finders[type] : undefined;
    const news = (finder?.(event.body) ?? []).map((found) => toFinding(found.kind, type, found, found.value));
    return [...issues, ...news];
  });
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
    value: value === undefined ? undefined : JSON.stringify(value),
  };
}

function printFinding(found: Tallied): string {
  const values = found.values.length === 0 ? '' : `\n    values: ${found.values.join(', ')}`;
  return `${found.count}x ${found.kind} ${found.eventType}${found.path} (${found.received}), first ${found.first}, last ${found.last}${values}\n    ${found.remedy}`;
}
