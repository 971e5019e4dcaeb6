/** Parts of answers as the events that they are like, so that the rules of events make records of them. */
import type { AnswerRule, EventRule } from '../core/rules.js';
import type { HeadersInput } from '../core/webhook/delivery.js';
import { ownMember, parseJson, splitPointer } from '../core/webhook/json-body.js';
import { findUser } from '../core/webhook/parse.js';
import { validate, type Validator } from '../core/webhook/validator.js';
import type { IncomingHeaders } from './admission.js';
import type { AnyEvent, ProviderModule, Source } from './providers.js';
import { findAll } from './records.js';

/** The call that was answered. */
export interface AnsweredCall {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly user: string;
}

/** A rule, with the validator of parts that no event is like. */
export interface SourceAnswer extends AnswerRule {
  readonly validator: Validator<unknown> | undefined;
}

// No header is called so: what a sender sends cannot be taken for an answer.
const callHeader = ':answer';

/** How an answer is told from what came by itself, and what was asked. */
export function answerHeaders({ operation, parameters, user }: AnsweredCall): Readonly<Record<string, string>> {
  return { [callHeader]: JSON.stringify({ operation, parameters, user }) };
}

/** The call that a stored delivery is the answer of; undefined where it came by itself. */
export function findCall(headers: IncomingHeaders): AnsweredCall | undefined {
  const text = headers[callHeader];
  return typeof text === 'string' ? (JSON.parse(text) as AnsweredCall) : undefined;
}

/** The answers of a webhook's module by operation, and rules for the types that are their own. */
export function answersOf(
  module: ProviderModule,
  webhook: string,
): { readonly answers: ReadonlyMap<string, SourceAnswer>; readonly rules: readonly EventRule[] } {
  const answers = (module[`${webhook}Answers`] ?? []) as readonly AnswerRule[];
  const own = new Map(answers.flatMap(({ type, own }) => (own === undefined ? [] : [[type, own.records] as const])));
  const others = { deprecated: undefined, followUp: undefined, lifecycle: undefined };
  return {
    answers: new Map(
      answers.map((rule) => {
        const validator = rule.own === undefined ? undefined : validatorOf(module, rule.own.validator);
        return [rule.operation, { ...rule, validator }] as const;
      }),
    ),
    rules: [...own].map(([type, records]) => ({ ...others, types: [type], records })),
  };
}

function validatorOf(module: ProviderModule, name: string): Validator<unknown> {
  const validator = module[name] as Validator<unknown> | undefined;
  if (validator === undefined) throw new Error(`The package exports no validator ${name}.`);
  return validator;
}

/** The events in an answer; parts without a record are left out, such as receipts. Throws where the body is not JSON. */
export function readAnswer(source: Source, call: AnsweredCall, body: Uint8Array): readonly AnyEvent[] {
  const rule = source.answers.get(call.operation);
  if (rule === undefined) return [];
  const type = rule.type.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = call.parameters[name] ?? '';
    return rule.spelled[value] ?? value;
  });
  const records = source.rules.get(type)?.records;
  return findAll(parseJson(body), rule.at).flatMap((part) => {
    const event = put(rule.validator === undefined ? {} : call.parameters, splitPointer(rule.to), part);
    if (records !== undefined && findAll(event, records.at).length === 0) return [];
    return rule.validator === undefined
      ? parseLike(source, { rule, type, user: call.user }, event)
      : [checkPart(rule.validator, type, part, event)];
  });
}

/** An event with what its envelope has and the answer may lack, told and validated like one that came by itself. */
function parseLike(
  { webhook }: Source,
  { rule, type, user }: { readonly rule: AnswerRule; readonly type: string; readonly user: string },
  part: unknown,
): readonly AnyEvent[] {
  const { definition } = webhook;
  const { discriminator, envelope } = definition;
  let event = part;
  let headers: HeadersInput = {};
  if (discriminator.kind === 'member') event = put(event, splitPointer(discriminator.pointer), type);
  if (discriminator.kind === 'header') headers = { [discriminator.name]: type };
  const [place] = definition.user;
  if (place !== undefined && findUser(definition, event) === undefined) event = put(event, splitPointer(place), user);
  for (const [pointer, text] of Object.entries(rule.with))
    if (findAll(event, pointer).length === 0) event = put(event, splitPointer(pointer), text);
  const body = Buffer.from(JSON.stringify(envelope === 'array' ? [event] : event));
  return webhook.parse({ headers, body });
}

function checkPart(validator: Validator<unknown>, type: string, part: unknown, event: unknown): AnyEvent {
  const { issues } = validate(validator, part);
  return issues === undefined ? { kind: 'event', type, body: event } : { kind: 'invalid', type, body: event, issues };
}

/** A copy with a value at the names, `*` standing for a list of one. */
function put(target: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (name === '*') return [put({}, rest, value)];
  return { ...(target as object), [name]: put(ownMember(target, name) ?? {}, rest, value) };
}
