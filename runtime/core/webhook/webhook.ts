/** One webhook with its scheme and its event types: from the raw delivery to a typed event. */
import type { WebhookDefinition } from './definition.js';
import { type DeliveryInput, type RawDelivery, readDelivery, readRawDelivery } from './delivery.js';
import type { Hmac } from './hmac.js';
import { createJsonReader } from './json-body.js';
import { type ParsedEvent, parseDelivery, type WebhookEvent } from './parse.js';
import { signDelivery, type SignOptions } from './sign.js';
import type { Validators } from './validator.js';
import { type Verification, verifyDelivery, type VerifyOptions } from './verify.js';
import { WebhookError } from './webhook-error.js';

/**
 * A webhook. `Events` maps event types to their bodies. `Options` is empty where deliveries are not signed, so that no
 * secret is asked for.
 */
export interface Webhook<
  Events extends object,
  Envelope extends WebhookDefinition['envelope'] = 'object',
  Options extends readonly [] | readonly [options: VerifyOptions] = readonly [options: VerifyOptions],
> {
  readonly definition: WebhookDefinition;
  /** Verifies a delivery, or throws a `WebhookError`. A request can still be read afterwards. */
  readonly verify: (delivery: DeliveryInput, ...options: Options) => Promise<Verification>;
  /** Splits a delivery into events and validates each, without verifying. Throws only if the body is not JSON. */
  readonly parse: (delivery: RawDelivery) => readonly ParsedEvent<Events>[];
  /** Verifies, parses and validates; throws a `WebhookError` if any of it fails. */
  readonly receive: (delivery: DeliveryInput, ...options: Options) => Promise<Delivery<Events, Envelope>>;
  /** The headers that a genuine delivery of this body would carry, for tests. */
  readonly sign: (body: RawDelivery['body'], options: SignOptions) => Promise<Record<string, string>>;
}

/** A webhook whose deliveries are not signed. */
export type UnsignedWebhook<Events extends object, Envelope extends WebhookDefinition['envelope'] = 'object'> = Webhook<
  Events,
  Envelope,
  readonly []
>;

/** A verified delivery of known events. */
export interface Delivery<Events extends object, Envelope extends WebhookDefinition['envelope'] = 'object'> {
  readonly verification: Verification;
  /** The first event; an array of events may be empty. */
  readonly event: Envelope extends 'object' ? WebhookEvent<Events> : WebhookEvent<Events> | undefined;
  readonly events: readonly WebhookEvent<Events>[];
  /** The raw body, for storing. */
  readonly body: Uint8Array;
}

/** Makes a webhook. Which `hmac` to pass is decided by the platform: see `hmac.node.ts` and `hmac.web.ts`. */
export function createWebhook<
  Events extends object,
  Envelope extends WebhookDefinition['envelope'] = 'object',
  Options extends readonly [] | readonly [options: VerifyOptions] = readonly [options: VerifyOptions],
>(
  hmac: Hmac,
  definition: WebhookDefinition & { readonly envelope: Envelope },
  validators: Validators<Events>,
): Webhook<Events, Envelope, Options> {
  return {
    definition,
    verify: async (delivery, ...options) =>
      verifyDelivery(hmac, definition, await readDelivery(delivery, true), options[0]),
    parse: (delivery) => {
      const { headers, body } = readRawDelivery(delivery);
      return parseDelivery(definition, body, headers, validators);
    },
    receive: async (delivery, ...options) => {
      const { headers, body } = await readDelivery(delivery, false);
      const json = createJsonReader(body);
      const verification = await verifyDelivery(hmac, definition, { headers, body }, options[0], json);
      const events = parseDelivery(definition, body, headers, validators, json).map(requireEvent);
      // An object envelope always holds one event.
      return { verification, event: events[0] as Delivery<Events, Envelope>['event'], events, body };
    },
    sign: (body, options) => signDelivery(hmac, definition, body, options),
  };
}

function requireEvent<Events extends object>(parsed: ParsedEvent<Events>, index: number): WebhookEvent<Events> {
  switch (parsed.kind) {
    case 'event':
      return { type: parsed.type, body: parsed.body };
    case 'unknown':
      throw new WebhookError('unknown_event_type', `Event ${index} is of no known type.`);
    case 'invalid':
      throw new WebhookError('invalid_payload', `Event ${index} does not have the shape of its type.`, parsed.issues);
  }
}
