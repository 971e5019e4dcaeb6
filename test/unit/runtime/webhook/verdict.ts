/** Turns a verification into a word: `ok`, or the reason of the failure. Any other error is thrown on. */
import type { WebhookDefinition } from '../../../../runtime/core/webhook/definition.js';
import { type DeliveryInput, readDelivery } from '../../../../runtime/core/webhook/delivery.js';
import type { Hmac } from '../../../../runtime/core/webhook/hmac.js';
import { verifyDelivery, type VerifyOptions } from '../../../../runtime/core/webhook/verify.js';
import { WebhookError, type WebhookErrorReason } from '../../../../runtime/core/webhook/webhook-error.js';

/** Runs what is given and names the outcome. */
export async function outcomeOf(run: () => unknown): Promise<'ok' | WebhookErrorReason> {
  try {
    await run();
    return 'ok';
  } catch (error) {
    if (error instanceof WebhookError) return error.reason;
    throw error;
  }
}

/** Verifies a delivery and names the outcome. */
export function verdict(
  hmac: Hmac,
  definition: WebhookDefinition,
  delivery: DeliveryInput,
  options: VerifyOptions,
): Promise<'ok' | WebhookErrorReason> {
  return outcomeOf(async () => verifyDelivery(hmac, definition, await readDelivery(delivery, false), options));
}
