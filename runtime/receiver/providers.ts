/** The generated package as the receiver sees it: webhooks, rules and clients by name, no provider known. */
import type { EventRule } from '../core/rules.js';
import type { WebhookDefinition } from '../core/webhook/definition.js';
import type { HeadersInput, RawDelivery } from '../core/webhook/delivery.js';
import type { ParsedEvent } from '../core/webhook/parse.js';
import type { SignOptions } from '../core/webhook/sign.js';
import { answersOf, type SourceAnswer } from './answer-events.js';

/** A provider's module. */
export type ProviderModule = Readonly<Record<string, unknown>>;

/** Providers by name. */
export type Providers = Readonly<Record<string, ProviderModule>>;

/** Any event of any webhook. */
export type AnyEvent = ParsedEvent<Record<string, unknown>>;

/** A webhook with its types left out. */
export interface AnyWebhook {
  readonly definition: WebhookDefinition;
  readonly parse: (delivery: RawDelivery) => readonly AnyEvent[];
  readonly sign: (body: RawDelivery['body'], options: SignOptions) => Promise<Record<string, string>>;
}

/** Something new in an event. */
export interface Finding {
  readonly kind: string;
  readonly pointer: string;
  /** Keys from the root of the event. */
  readonly path?: readonly (string | number)[];
}

/** What finds news in the events of a webhook, by event type. */
export type DriftFinders = Readonly<Record<string, (event: unknown) => readonly Finding[]>>;

/** One webhook in one environment: what a URL leads to. */
export interface Source {
  /** `<provider>/<webhook>/<environment>` */
  readonly name: string;
  readonly provider: string;
  /** `<provider>/<environment>`: whose users are meant. */
  readonly account: string;
  readonly webhook: AnyWebhook;
  /** By event type, and by type of answers. */
  readonly rules: ReadonlyMap<string, EventRule>;
  /** By operation. */
  readonly answers: ReadonlyMap<string, SourceAnswer>;
  readonly drift: DriftFinders;
  readonly secrets: readonly string[];
  readonly limitBytes: number;
  /** Headers that are stored, lower case. */
  readonly headers: readonly string[];
  /** The header by which announced deliveries are told, where there is one. */
  readonly expectHeader: string | undefined;
}

/** Imports the generated package. */
export async function loadProviders(specifier: string): Promise<Providers> {
  const module = (await import(specifier)) as Readonly<Record<string, unknown>>;
  const entries = Object.entries(module).filter(
    ([, value]) => typeof value === 'object' && value !== null && 'webhooks' in value,
  );
  return Object.fromEntries(entries) as Providers;
}

/** The webhooks of a provider, by name. */
export function webhooksOf(provider: ProviderModule | undefined): Readonly<Record<string, AnyWebhook>> {
  return (provider?.['webhooks'] ?? {}) as Readonly<Record<string, AnyWebhook>>;
}

/** Puts together a source; throws if the package has no such webhook. */
export function createSource(
  providers: Providers,
  where: { readonly provider: string; readonly webhook: string; readonly environment: string },
  settings: Pick<Source, 'secrets' | 'limitBytes'>,
  drift: DriftFinders = {},
): Source {
  const module = providers[where.provider];
  const webhook = webhooksOf(module)[where.webhook];
  if (module === undefined || webhook === undefined)
    throw new Error(`The package has no webhook ${where.provider}/${where.webhook}.`);
  const rules = (module[`${where.webhook}Rules`] ?? []) as readonly EventRule[];
  const { answers, rules: own } = answersOf(module, where.webhook);
  return {
    ...settings,
    ...headersOf(webhook.definition, rules),
    name: `${where.provider}/${where.webhook}/${where.environment}`,
    provider: where.provider,
    account: `${where.provider}/${where.environment}`,
    webhook,
    rules: new Map([...rules, ...own].flatMap((rule) => rule.types.map((type) => [type, rule] as const))),
    answers,
    drift,
  };
}

/** The headers that something depends on; others are nobody's business. */
function headersOf(
  definition: WebhookDefinition,
  rules: readonly EventRule[],
): Pick<Source, 'headers' | 'expectHeader'> {
  const names = new Set<string>(['content-type']);
  const { signature, discriminator, delivery } = definition;
  if (signature.kind === 'hmac')
    Object.values(signature.headers)
      .flat()
      .forEach((name) => names.add(name));
  if (discriminator.kind === 'header') names.add(discriminator.name);
  for (const source of delivery) if (source.kind === 'header') names.add(source.name);
  let expectHeader: string | undefined;
  for (const { records, followUp } of rules) {
    if (records?.version.kind === 'header') names.add(records.version.name);
    if (followUp?.kind === 'expect') expectHeader = followUp.header ?? expectHeader;
  }
  if (expectHeader !== undefined) names.add(expectHeader);
  return { headers: [...names], expectHeader };
}

/** The headers worth storing. */
export function keptHeaders(source: Source, headers: HeadersInput): Record<string, string | readonly string[]> {
  const given = headers as Readonly<Record<string, string | readonly string[] | undefined>>;
  const kept: Record<string, string | readonly string[]> = {};
  for (const name of source.headers) {
    const value = given[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
