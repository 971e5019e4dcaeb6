/** Splits a delivery into events and tells what each is. */
import type { WebhookDefinition } from './definition.js';
import { type HeadersInput, readHeader } from './delivery.js';
import { createJsonReader, findIdentifier, findText, ownMember } from './json-body.js';
import { type Issue, validate, type Validators } from './validator.js';

/** An event of one of the known types; `type` narrows `body`. */
export type WebhookEvent<Events extends object> = {
  [K in keyof Events]: { readonly type: K; readonly body: Events[K] };
}[keyof Events];

/** What an event turned out to be. */
export type ParsedEvent<Events extends object> =
  | { [K in keyof Events]: { readonly kind: 'event'; readonly type: K; readonly body: Events[K] } }[keyof Events]
  | UnknownEvent
  | InvalidEvent<Events>;

/** An event of a type that is not known; `type` is undefined where the event does not tell. */
export interface UnknownEvent {
  readonly kind: 'unknown';
  readonly type: string | undefined;
  readonly body: unknown;
}

/** An event of a known type without its shape; `type` is undefined where the body is not even a list of events. */
export interface InvalidEvent<Events extends object> {
  readonly kind: 'invalid';
  readonly type: keyof Events | undefined;
  readonly body: unknown;
  readonly issues: readonly Issue[];
}

/** Parses a body. Throws only if it is not JSON (`malformed_body`); shapes that do not fit are answers. */
export function parseDelivery<Events extends object>(
  definition: WebhookDefinition,
  body: Uint8Array,
  headers: HeadersInput,
  validators: Validators<Events>,
  json: () => unknown = createJsonReader(body),
): readonly ParsedEvent<Events>[] {
  const value = json();
  if (definition.envelope === 'object') return [parseEvent(definition, headers, validators, value)];
  if (Array.isArray(value)) return value.map((event: unknown) => parseEvent(definition, headers, validators, event));
  const issues = [{ message: 'Expected an array of events.', path: [] }];
  return [{ kind: 'invalid', type: undefined, body: value, issues }];
}

/** What makes a delivery the same as another, if it tells: a header, or a member of the event. */
export function identify(definition: WebhookDefinition, headers: HeadersInput, event: unknown): string | undefined {
  for (const source of definition.delivery) {
    const found = source.kind === 'header' ? readHeader(headers, source.name) : findIdentifier(event, source.pointer);
    if (found !== undefined && found !== '') return found;
  }
  return undefined;
}

/** The provider's id of the user that an event is about. */
export function findUser(definition: WebhookDefinition, event: unknown): string | undefined {
  for (const pointer of definition.user) {
    const found = findIdentifier(event, pointer);
    if (found !== undefined) return found;
  }
  return undefined;
}

function parseEvent<Events extends object>(
  definition: WebhookDefinition,
  headers: HeadersInput,
  validators: Validators<Events>,
  body: unknown,
): ParsedEvent<Events> {
  const type = findType(definition, headers, body);
  if (type === undefined || !isKnown(validators, type)) return { kind: 'unknown', type, body };
  const result = validate(validators[type], body);
  if (result.issues !== undefined) return { kind: 'invalid', type, body, issues: result.issues };
  // The validator of a type answers that type's body; TypeScript does not follow this through a mapped type.
  return { kind: 'event', type, body: result.value } as ParsedEvent<Events>;
}

/** Own members only, so that an event of the type `constructor` is unknown. */
function isKnown<Events extends object>(validators: Validators<Events>, type: PropertyKey): type is keyof Events {
  return Object.hasOwn(validators, type);
}

/** The event type, if the event tells. */
export function findType(
  { discriminator }: WebhookDefinition,
  headers: HeadersInput,
  event: unknown,
): string | undefined {
  switch (discriminator.kind) {
    case 'constant':
      return discriminator.value;
    case 'header':
      return readHeader(headers, discriminator.name);
    case 'member':
      return findText(event, discriminator.pointer);
    case 'keyAndMember': {
      const text = findText(event, discriminator.pointer);
      const key = discriminator.keys.find((name) => ownMember(event, name) !== undefined);
      return text === undefined || key === undefined ? text : `${key}.${text}`;
    }
  }
}
