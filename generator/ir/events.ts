/** Events meet their schemas: which type each has, and the discriminator as a literal, because the manifest knows it. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { Discriminator, EventManifest, Manifest, WebhookManifest } from '../manifest/manifest.js';
import { sorted, sortedBy } from '../order.js';
import { escapeToken, pointerTokens } from '../pointer.js';
import type { Schema, SchemaObject } from '../schema.js';
import type { NameSpace, UnplacedSchema } from './declared.js';
import type { EventIR, WebhookIR } from './ir.js';
import { pascalCase } from './names.js';

export interface ResolvedEvents {
  readonly webhooks: readonly WebhookIR[];
  /** Event bodies, tightened; they replace the schemas of the same names. */
  readonly bodies: readonly UnplacedSchema[];
}

/** Resolves every event to a named schema and writes its event types into it. */
export function resolveEvents(manifest: Manifest, space: NameSpace, file: string): StageResult<ResolvedEvents> {
  const diagnostics: Diagnostic[] = [];
  const bodies: UnplacedSchema[] = [];
  const webhooks = manifest.webhooks.map((webhook): WebhookIR => {
    const events = webhook.events.map((event): EventIR => {
      const schemaName = schemaNameOf(event, space);
      if (schemaName === undefined) diagnostics.push(dangling(webhook, event, file));
      return { ...event, schemaName: schemaName ?? event.type };
    });
    bodies.push(...tightenBodies(webhook, events, space));
    const stem = pascalCase(manifest.provider) + (manifest.webhooks.length === 1 ? '' : pascalCase(webhook.name));
    const answers = (webhook.answers ?? []).map((answer) => ({
      ...answer,
      schemaName: answer.own === undefined ? undefined : declaredName(answer.own.schema, space),
    }));
    return {
      ...webhook,
      stem,
      events: sortedBy(events, (event) => `${event.schemaName} ${event.key}`),
      answers: sortedBy(answers, (answer) => answer.operation),
    };
  });
  return { value: { webhooks: sortedBy(webhooks, (webhook) => webhook.name), bodies }, diagnostics };
}

function schemaNameOf(event: EventManifest, space: NameSpace): string | undefined {
  const { schema } = event;
  if (schema === undefined) return space.schemas.has(event.type) ? event.type : undefined;
  return declaredName(schema, space);
}

function declaredName(schema: NonNullable<EventManifest['schema']>, space: NameSpace): string | undefined {
  const document = space.documents.find((candidate) => candidate.api?.name === schema.api);
  return document?.normalized.schemas.find((declared) => declared.pointer === schema.pointer)?.name;
}

function tightenBodies(
  webhook: WebhookManifest,
  events: readonly EventIR[],
  space: NameSpace,
): readonly UnplacedSchema[] {
  const types = new Map<string, string[]>();
  for (const event of events) types.set(event.schemaName, [...(types.get(event.schemaName) ?? []), ...event.types]);
  return [...types].flatMap(([name, list]) => {
    const body = space.schemas.get(name);
    return body === undefined
      ? []
      : [{ ...body, schema: tighten(body.schema, webhook.discriminator, sorted(new Set(list))) }];
  });
}

/** The schema with its discriminator narrowed to the event types that carry it. */
function tighten(schema: Schema, discriminator: Discriminator, types: readonly string[]): Schema {
  if (typeof schema === 'boolean') return schema;
  switch (discriminator.kind) {
    case 'constant':
    case 'header':
      return schema;
    case 'member':
      return narrow(schema, pointerTokens(discriminator.pointer), types);
    case 'keyAndMember': {
      const split = types.map((type) => splitType(type, discriminator.keys));
      const narrowed = narrow(
        schema,
        pointerTokens(discriminator.pointer),
        sorted(new Set(split.map(({ value }) => value))),
      );
      const keys = new Set(split.map(({ key }) => key));
      const [key] = keys;
      return key !== undefined && keys.size === 1 ? demand(narrowed, key) : narrowed;
    }
  }
}

function splitType(
  type: string,
  keys: readonly string[],
): { readonly key: string | undefined; readonly value: string } {
  const key = keys.find((candidate) => type.startsWith(`${candidate}.`));
  return { key, value: key === undefined ? type : type.slice(key.length + 1) };
}

/** Puts the literal at a path of members, each of which becomes required. */
function narrow(schema: SchemaObject, path: readonly string[], values: readonly string[]): SchemaObject {
  const [name, ...rest] = path;
  if (name === undefined)
    return { ...describing(schema), ...(values.length === 1 ? { const: values[0] ?? '' } : { enum: values }) };
  const member = schema.properties?.[name];
  const inner = narrow(typeof member === 'object' ? member : {}, rest, values);
  return demand({ ...schema, properties: { ...schema.properties, [name]: inner } }, name);
}

function demand(schema: SchemaObject, name: string): SchemaObject {
  const required = schema.required ?? [];
  return required.includes(name) ? schema : { ...schema, required: [...required, name] };
}

function describing(schema: SchemaObject): SchemaObject {
  return schema.description === undefined ? {} : { description: schema.description };
}

function dangling(webhook: WebhookManifest, event: EventManifest, file: string): Diagnostic {
  const place = `/webhooks/${escapeToken(webhook.name)}/events/${escapeToken(event.key)}`;
  const target = event.schema === undefined ? event.type : `${event.schema.api}#${event.schema.pointer}`;
  return {
    code: 'reference-dangling',
    severity: 'error',
    message: `the schema "${target}" of this event does not exist`,
    at: { file, pointer: event.schema === undefined ? place : `${place}/schema` },
    hint: 'Name a schema of a document as <api>#/components/schemas/<Name>.',
  };
}
