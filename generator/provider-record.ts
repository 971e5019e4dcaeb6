/**
 * What the lock keeps of a provider: enough to write everything that names it, so that a provider whose inputs did not
 * change is not built again.
 */
import { createHash } from 'node:crypto';

import type { Diagnostic } from './diagnostics.js';
import type { ProviderIR } from './ir/ir.js';
import { hashSchema } from './schema-hash.js';

/** What the package as a whole, and the table that `generate` prints, say of a provider. */
export interface ProviderFacts {
  readonly name: string;
  readonly title: string;
  readonly webhooks: readonly WebhookFacts[];
  readonly operations: number;
  readonly schemas: number;
  /** True where the manifest asks for the types of openapi-typescript. */
  readonly openapi: boolean;
}

/** What the README says of a webhook. */
export interface WebhookFacts {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly signed: boolean;
  /** The status that a receiver answers with. */
  readonly status: number;
  /** How many event types it has. */
  readonly events: number;
}

/** Warnings of a provider, kept so that one that is not built or printed again still says them. */
export interface Warnings {
  readonly built: readonly Diagnostic[];
  readonly emitted: readonly Diagnostic[];
}

/** One provider in the lock. */
export interface ProviderRecord {
  readonly facts: ProviderFacts;
  /** Hash of what it was built from. */
  readonly inputs: string;
  readonly warnings: Warnings;
  /** Hash of its intermediate representation. */
  readonly representation: string;
  /** What parts of it were printed from, by the path of the part's first file below its folder: hashes. */
  readonly parts: Readonly<Record<string, string>>;
  /** Exported type names. */
  readonly names: readonly string[];
  /** Names of types that were found by their shape, by the places of samples that they were found at. */
  readonly pins: Readonly<Record<string, string>>;
}

/** The record of a provider that has been built. */
export function recordOf(
  provider: ProviderIR,
  found: Pick<ProviderRecord, 'inputs' | 'representation' | 'warnings' | 'parts'>,
): ProviderRecord {
  return {
    ...found,
    facts: factsOf(provider),
    names: provider.schemas.map((schema) => schema.name),
    pins: pinsOf(provider),
  };
}

/** The facts of a provider that has been built. */
export function factsOf(provider: ProviderIR): ProviderFacts {
  return {
    name: provider.name,
    title: provider.title,
    webhooks: provider.webhooks.map((webhook) => ({
      name: webhook.name,
      title: webhook.title,
      description: webhook.description,
      signed: webhook.signature.kind !== 'none',
      status: webhook.accepted[0] ?? 200,
      events: webhook.events.flatMap((event) => event.types).length,
    })),
    operations: provider.apis.flatMap((api) => api.operations).length,
    schemas: provider.schemas.length,
    openapi: provider.apis.some((api) => api.document !== undefined),
  };
}

/** Hash of an intermediate representation, in parts: the whole as one text would be as large as the output. */
export function hashProvider(provider: ProviderIR): string {
  const hash = createHash('sha256');
  const add = (part: object): void => void hash.update(`${JSON.stringify(part)}\n`);
  const { schemas, apis, ...rest } = provider;
  add(rest);
  for (const schema of schemas) hash.update(`${hashSchema(schema)}\n`);
  for (const { operations, ...api } of apis) {
    add(api);
    for (const operation of operations) add(operation);
  }
  return hash.digest('hex');
}

function pinsOf({ schemas }: ProviderIR): Readonly<Record<string, string>> {
  const places = schemas.flatMap((schema) =>
    schema.origin.kind === 'inferred' ? (schema.origin.places ?? []).map((place) => [place, schema.name] as const) : [],
  );
  return Object.fromEntries(places);
}
