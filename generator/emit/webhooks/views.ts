/** View models of the webhook templates: every key present, every decision made. */
import type { EventIR, ProviderIR, WebhookIR } from '../../ir/ir.js';
import { camelCase, pascalCase, propertyKey } from '../../ir/names.js';
import { sorted, sortedBy } from '../../order.js';
import { docComment } from '../doc-comment.js';
import { providerHeader } from '../header.js';
import { literalSource } from '../source-text.js';
import { printVerifier } from './verifier-source.js';

export interface ImportView {
  readonly names: string;
  readonly from: string;
}

export interface EntryView {
  readonly key: string;
  readonly type: string;
  /** Name of the validator. */
  readonly schema: string;
  /** Name of the function that finds drift. */
  readonly drift: string;
  readonly comment: string;
}

export interface WebhookView {
  readonly name: string;
  readonly pascal: string;
  readonly stem: string;
  readonly comment: string;
  readonly envelope: string;
  readonly unsigned: boolean;
  readonly annotation: string;
  readonly definition: string;
  /** Statements that verify a delivery; none where deliveries are not signed. */
  readonly statements: readonly string[];
  readonly rules: string;
  /** Which answers become records; undefined where none does. */
  readonly answers: string | undefined;
  readonly entries: readonly EntryView[];
}

export interface ProviderView {
  readonly header: string;
  readonly title: string;
  readonly webhooks: readonly WebhookView[];
  readonly hasAnswers: boolean;
  /** What verifies the deliveries of all webhooks. */
  readonly verifierImports: readonly ImportView[];
  readonly hasSigned: boolean;
}

/** Everything the templates of one provider print. */
export function providerView(provider: ProviderIR): ProviderView {
  return {
    header: providerHeader(provider.name),
    title: provider.title,
    webhooks: provider.webhooks.map((webhook) => webhookView(provider, webhook)),
    hasAnswers: provider.webhooks.some(({ answers = [] }) => answers.length > 0),
    verifierImports: verifierImports(provider),
    hasSigned: provider.webhooks.some(({ signature }) => signature.kind === 'hmac'),
  };
}

/** Import lines for what is made of the schemas of all events: `named` gives its name for a schema's. */
export function importViews(
  provider: ProviderIR,
  folder: string,
  named: (schema: string) => string,
): readonly ImportView[] {
  const moduleOf = new Map(provider.schemas.map((schema) => [schema.name, schema.module]));
  const names = new Set(provider.webhooks.flatMap((webhook) => webhook.events.map((event) => event.schemaName)));
  const modules = new Map<string, string[]>();
  for (const name of names) {
    const module = moduleOf.get(name) ?? '';
    modules.set(module, [...(modules.get(module) ?? []), named(name)]);
  }
  return sorted(modules.keys()).map((module) => ({
    names: sorted(modules.get(module) ?? []).join(', '),
    from: `${folder}/${module}.js`,
  }));
}

function verifierImports(provider: ProviderIR): readonly ImportView[] {
  const names = new Map<string, Set<string>>([
    ['delivery', new Set(['readDelivery', 'type DeliveryInput'])],
    ['verify', new Set(['type Verification', 'type VerifyOptions'])],
  ]);
  for (const { signature } of provider.webhooks) {
    const used = signature.kind === 'none' ? new Map([['verify', ['unsigned']]]) : printVerifier(signature).names;
    for (const [file, more] of used) names.set(file, new Set([...(names.get(file) ?? []), ...more]));
  }
  return sorted(names.keys()).map((file) => ({
    names: sorted(names.get(file) ?? []).join(', '),
    from: `../runtime/webhook/${file}.js`,
  }));
}

function webhookView(provider: ProviderIR, webhook: WebhookIR): WebhookView {
  const { signature } = webhook;
  const unsigned = signature.kind === 'none';
  const map = `${webhook.stem}EventMap`;
  const generic = webhook.envelope === 'array' ? `<${map}, 'array'>` : `<${map}>`;
  return {
    name: camelCase(webhook.name),
    pascal: pascalCase(webhook.name),
    stem: webhook.stem,
    comment: docComment([`${webhook.title}. ${webhook.description}`.trim(), signatureText(webhook)]),
    envelope: webhook.envelope,
    unsigned,
    annotation: `${unsigned ? 'UnsignedWebhook' : 'Webhook'}${generic}`,
    definition: literalSource(definitionOf(provider, webhook)),
    statements: signature.kind === 'none' ? [] : printVerifier(signature).statements,
    rules: literalSource(rulesOf(webhook)),
    answers: (webhook.answers ?? []).length === 0 ? undefined : literalSource(answersOf(webhook)),
    entries: sortedBy(
      webhook.events.flatMap((event) => event.types.map((type) => entryView(event, type))),
      (entry) => entry.key.replaceAll("'", ''),
    ),
  };
}

function entryView(event: EventIR, type: string): EntryView {
  const single = event.types.length === 1 ? [event.description] : [];
  const tags = event.deprecated === undefined ? [] : [`@deprecated ${event.deprecated}`];
  return {
    key: propertyKey(type),
    type: event.schemaName,
    schema: `${event.schemaName}Schema`,
    drift: `find${event.schemaName}Drift`,
    comment: docComment(single, tags, 2),
  };
}

/** The part of the webhook that the runtime reads: `runtime/core/webhook/definition.ts`. */
function definitionOf(provider: ProviderIR, webhook: WebhookIR): object {
  const {
    name,
    signature,
    accepted,
    timeoutSeconds,
    retrySeconds,
    envelope,
    discriminator,
    delivery,
    user,
    sourceAddresses,
  } = webhook;
  return {
    provider: provider.name,
    name,
    signature,
    accepted,
    timeoutSeconds,
    retrySeconds,
    envelope,
    discriminator,
    delivery,
    user,
    sourceAddresses,
  };
}

/** The part that a receiver reads: `runtime/core/rules.ts`. */
function rulesOf(webhook: WebhookIR): readonly object[] {
  return webhook.events.map(({ types, deprecated, records, followUp, lifecycle }) => ({
    types,
    deprecated,
    records,
    followUp,
    lifecycle,
  }));
}

function answersOf({ answers = [] }: WebhookIR): readonly object[] {
  return answers.map(({ own, schemaName, ...rule }) => ({
    ...rule,
    own: own === undefined ? undefined : { validator: `${schemaName ?? ''}Schema`, records: own.records },
  }));
}

function signatureText(webhook: WebhookIR): string {
  const { signature } = webhook;
  if (signature.kind === 'none') return `Deliveries are not signed: ${signature.reason}`;
  const header = signature.headers.signature[0] ?? '';
  if (signature.coverage === 'body')
    return `Deliveries are signed in \`${header}\`; the signature covers the whole body.`;
  return `Deliveries are signed in \`${header}\`; the signature covers identifiers only, not the body: a changed body still verifies.`;
}
