/** Answers meet operations, event types and schemas: what an entry names has to be there. */
import type { Diagnostic } from '../diagnostics.js';
import { nearest } from '../manifest/reader.js';

import { escapeToken, pointerTokens } from '../pointer.js';
import type { Schema } from '../schema.js';
import type { AnswerIR, ApiIR, EventIR, OperationIR, WebhookIR } from './ir.js';

interface Known {
  readonly operations: ReadonlyMap<string, OperationIR>;
  /** By exported name. */
  readonly schemas: ReadonlyMap<string, { readonly schema: Schema }>;
}

interface Problem {
  /** Key of the entry; empty: the entry. */
  readonly key: string;
  readonly message: string;
  readonly hint?: string;
}

/** Looks at every entry of `answers`, and at the operations that events ask for. */
export function checkAnswers(
  webhooks: readonly WebhookIR[],
  apis: readonly ApiIR[],
  schemas: Known['schemas'],
  file: string,
): readonly Diagnostic[] {
  const operations = new Map(apis.flatMap((api) => api.operations.map((each) => [each.id, each] as const)));
  const owner = new Map<string, string>();
  return webhooks.flatMap((webhook) => {
    const place = `/webhooks/${escapeToken(webhook.name)}`;
    const answers = (webhook.answers ?? []).flatMap((answer) => {
      const other = owner.get(answer.operation);
      owner.set(answer.operation, webhook.name);
      const taken = { key: '', message: `the answers of "${answer.operation}" are already those of "${other}"` };
      const problems = other === undefined ? checkAnswer(webhook, answer, { operations, schemas }) : [taken];
      const entry = `${place}/answers/${escapeToken(answer.operation)}`;
      return problems.map((problem) => toDiagnostic(problem, entry, file));
    });
    const followUps = webhook.events.flatMap(({ key, followUp }) =>
      followUp?.kind !== 'fetch' || operations.has(followUp.operation)
        ? []
        : [
            toDiagnostic(
              noOperation('fetch', followUp.operation, operations),
              `${place}/events/${escapeToken(key)}/followUp`,
              file,
            ),
          ],
    );
    return [...answers, ...followUps];
  });
}

function checkAnswer(webhook: WebhookIR, answer: AnswerIR, known: Known): readonly Problem[] {
  const operation = known.operations.get(answer.operation);
  if (operation === undefined) return [noOperation('', answer.operation, known.operations)];
  const problems = [...checkType(webhook, answer, operation)];
  const bodies = operation.responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => content.map(({ schema }) => schema));
  if (!bodies.some((schema) => leads(schema, pointerTokens(answer.at), known.schemas)))
    problems.push({ key: 'at', message: `"${answer.at}" is not in the answer of ${answer.operation}` });
  if (answer.own !== undefined && answer.schemaName === undefined) {
    const { api, pointer } = answer.own.schema;
    problems.push({ key: 'schema', message: `the schema "${api}#${pointer}" does not exist` });
  }
  const [like] = eventsLike(webhook, answer);
  const event = like === undefined ? undefined : known.schemas.get(like.schemaName)?.schema;
  if (event !== undefined && !leads(event, pointerTokens(answer.to), known.schemas))
    problems.push({ key: 'to', message: `"${answer.to}" is not in the event ${answer.type}` });
  return problems;
}

function checkType(webhook: WebhookIR, answer: AnswerIR, operation: OperationIR): readonly Problem[] {
  const { type } = answer;
  const types = webhook.events.flatMap((event) => event.types);
  if (answer.own !== undefined)
    return types.includes(type)
      ? [{ key: 'type', message: `"${type}" is an event type of this webhook`, hint: `Write event: ${type}.` }]
      : [];
  const names = [...type.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
  const strangers = names.filter((name) => !operation.parameters.some((parameter) => parameter.name === name));
  if (strangers.length > 0)
    return [{ key: 'event', message: `${operation.id} has no parameter "${strangers.join('", "')}"` }];
  if (eventsLike(webhook, answer).length > 0) return [];
  const near = nearest(type, types);
  return [
    {
      key: 'event',
      message: `no event type of this webhook is "${type}"`,
      ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
    },
  ];
}

/** Events that the parts of an answer may be like. */
function eventsLike(webhook: WebhookIR, { type }: AnswerIR): readonly EventIR[] {
  const parts = type.split(/\{[^{}]+\}/).map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.+')}$`);
  return webhook.events.filter((event) => event.types.some((each) => pattern.test(each)));
}

/** True where a value of this schema may have something at the pointer. */
function leads(
  schema: Schema,
  [name, ...rest]: readonly string[],
  schemas: Known['schemas'],
  followed: ReadonlySet<string> = new Set(),
): boolean {
  if (name === undefined || schema === true) return true;
  if (schema === false) return false;
  const on = (next: Schema | undefined): boolean => next !== undefined && leads(next, rest, schemas);
  const { $ref: reference, properties = {}, additionalProperties, items } = schema;
  if (reference !== undefined && !followed.has(reference)) {
    const target = schemas.get(reference.slice('#/$defs/'.length));
    if (target !== undefined && leads(target.schema, [name, ...rest], schemas, new Set([...followed, reference])))
      return true;
  }
  const composed = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (composed.some((each) => leads(each, [name, ...rest], schemas, followed))) return true;
  if (name === '*') return on(items) || on(additionalProperties) || Object.values(properties).some(on);
  if (schema.type === undefined && reference === undefined && composed.length + Object.keys(properties).length === 0)
    return true;
  return Object.hasOwn(properties, name) ? on(properties[name]) : on(additionalProperties);
}

function noOperation(key: string, id: string, operations: Known['operations']): Problem {
  const near = nearest(id, [...operations.keys()]);
  return {
    key,
    message: `the operation "${id}" does not exist`,
    hint: near === undefined ? 'Name operations as `inspect` prints them.' : `Did you mean "${near}"?`,
  };
}

function toDiagnostic({ key, message, hint }: Problem, entry: string, file: string): Diagnostic {
  return {
    code: 'manifest-invalid',
    severity: 'error',
    message,
    at: { file, pointer: key === '' ? entry : `${entry}/${key}` },
    ...(hint === undefined ? {} : { hint }),
  };
}
