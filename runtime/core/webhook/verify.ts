/** Decides whether a delivery is genuine. */
import type { SignatureScheme, WebhookDefinition } from './definition.js';
import type { ReadDelivery } from './delivery.js';
import { equalBytes } from './encoding.js';
import type { Hmac, HmacInput, SyncHmac } from './hmac.js';
import { createJsonReader } from './json-body.js';
import { readKeys, type Secret } from './secret.js';
import { readClaim, type SignatureClaim } from './signature-headers.js';
import { buildSignedContent } from './signed-content.js';
import { WebhookError } from './webhook-error.js';

/** How to verify. */
export interface VerifyOptions {
  /** The webhook's secret, or several while one replaces another. */
  readonly secret: Secret;
  /** The time of receipt, a date or milliseconds; default: now. */
  readonly now?: Date | number | undefined;
  /** Allowed age in seconds, both ways, in place of the webhook's own. */
  readonly toleranceSeconds?: number | undefined;
}

/** What was verified. Everything in it was signed. */
export interface Verification {
  readonly kind: 'hmac' | 'none';
  /** `body`: every byte. `identifiers`: some members only, the rest may be anyone's. `none`: nothing. */
  readonly coverage: 'body' | 'identifiers' | 'none';
  /** Which of the secrets fits, from 0; undefined where nothing is signed. */
  readonly secretIndex: number | undefined;
  /** Seconds since 1970; undefined where no time is signed. */
  readonly timestamp: number | undefined;
  /** The delivery's id; undefined where no id header is signed. */
  readonly id: string | undefined;
}

/** A delivery with everything read that hashing needs. */
interface Check {
  readonly scheme: SignatureScheme;
  readonly claim: SignatureClaim;
  readonly keys: readonly HmacInput[];
  readonly content: readonly HmacInput[];
}

/** Verifies a delivery, or throws a `WebhookError`. `json` spares a second parse to callers that parse too. */
export async function verifyDelivery(
  hmac: Hmac,
  definition: WebhookDefinition,
  delivery: ReadDelivery,
  options: VerifyOptions | undefined,
  json: () => unknown = createJsonReader(delivery.body),
): Promise<Verification> {
  if (definition.signature.kind === 'none') return unsigned();
  const check = prepare(definition.signature, delivery, options, json);
  for (const [index, key] of check.keys.entries()) {
    if (matches(check, await hmac(check.scheme.hash, key, check.content))) return conclude(check, index, options);
  }
  throw mismatch();
}

/** As `verifyDelivery`, at once. */
export function verifyDeliverySync(
  hmac: SyncHmac,
  definition: WebhookDefinition,
  delivery: ReadDelivery,
  options: VerifyOptions | undefined,
): Verification {
  if (definition.signature.kind === 'none') return unsigned();
  const check = prepare(definition.signature, delivery, options, createJsonReader(delivery.body));
  for (const [index, key] of check.keys.entries()) {
    if (matches(check, hmac(check.scheme.hash, key, check.content))) return conclude(check, index, options);
  }
  throw mismatch();
}

function prepare(
  scheme: SignatureScheme,
  delivery: ReadDelivery,
  options: VerifyOptions | undefined,
  json: () => unknown,
): Check {
  const keys = readKeys(scheme, options?.secret);
  const claim = readClaim(scheme, delivery.headers);
  const content = buildSignedContent(scheme, claim, delivery.body, json);
  return { scheme, claim, keys, content };
}

function matches(check: Check, digest: Uint8Array): boolean {
  return check.claim.candidates.some((candidate) => equalBytes(candidate, digest));
}

/** The time is looked at last: it means something only once it is known to be signed. */
function conclude(check: Check, secretIndex: number, options: VerifyOptions | undefined): Verification {
  const { scheme, claim } = check;
  const timestamp = claim.timestamp === undefined ? undefined : Number(claim.timestamp);
  const tolerance = options?.toleranceSeconds ?? scheme.toleranceSeconds;
  if (timestamp !== undefined && tolerance !== undefined) {
    // eslint-disable-next-line no-restricted-properties -- the clock, where none is passed
    const age = Math.floor(Number(options?.now ?? Date.now()) / 1000) - timestamp;
    // Written so that a clock or a tolerance that is not a number refuses.
    if (!(Math.abs(age) <= tolerance)) {
      const message = `The delivery is ${Math.abs(age)} s ${age < 0 ? 'ahead' : 'old'}, more than ${tolerance} s.`;
      throw new WebhookError('timestamp_out_of_tolerance', message);
    }
  }
  return { kind: 'hmac', coverage: scheme.coverage, secretIndex, timestamp, id: claim.id };
}

function unsigned(): Verification {
  return { kind: 'none', coverage: 'none', secretIndex: undefined, timestamp: undefined, id: undefined };
}

function mismatch(): WebhookError {
  return new WebhookError('signature_mismatch', 'The signature is that of none of the secrets.');
}
