/** Verification without waiting, for servers on Node. */
import type { WebhookDefinition } from './definition.js';
import { type RawDelivery, readRawDelivery } from './delivery.js';
import { hmac } from './hmac.node.js';
import { type Verification, verifyDeliverySync, type VerifyOptions } from './verify.js';

/** Verifies a delivery at once, or throws a `WebhookError`. */
export function verifySync(
  definition: WebhookDefinition,
  delivery: RawDelivery,
  options?: VerifyOptions,
): Verification {
  return verifyDeliverySync(hmac, definition, readRawDelivery(delivery), options);
}
