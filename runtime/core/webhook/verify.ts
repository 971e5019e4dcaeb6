/** Decides whether a delivery is genuine. */
import type { SignatureScheme, WebhookDefinition } from './definition.js';
import type { HeadersInput, ReadDelivery } from './delivery.js';
import { equalTexts } from './encoding.js';
import type { Hmac, HmacInput, SyncHmac } from './hmac.js';
import { createJsonReader } from './json-body.js';
import { schemeOf } from './scheme.js';
import { readKeys, type Secret } from './secret.js';
import { readFamily, readHeaders } from './signature-headers.js';
import { type AgeOptions, checkAge } from './tolerance.js';
import { refuse } from './webhook-error.js';

/** How to verify. */
export interface VerifyOptions extends AgeOptions {
  /** The webhook's secret, or several while one replaces another. */
  readonly secret: Secret;
}

/** What was verified. Everything in it was signed. */
export interface Verification {
  readonly kind: 'hmac' | 'none';
  /** `body`: every byte. `identifiers`: some members only, the rest may be anyone's. `none`: nothing. */
  readonly coverage: 'body' | 'identifiers' | 'none';
  /** Which of the secrets fits, from 0; undefined where nothing is signed. */
  readonly secretIndex?: number | undefined;
  /** Seconds since 1970; undefined where no time is signed. */
  readonly timestamp?: number | undefined;
  /** The delivery's id; undefined where no id header is signed. */
  readonly id?: string | undefined;
}

/** What is said of a delivery that nobody signed. */
export const unsigned: Verification = { kind: 'none', coverage: 'none' };

/** Verifies a delivery, or throws a `WebhookError`. `json` spares a second parse to callers that parse too. */
export async function verifyDelivery(
  hmac: Hmac,
  { signature }: WebhookDefinition,
  delivery: ReadDelivery,
  options: VerifyOptions | undefined,
  json: () => unknown = createJsonReader(delivery.body),
): Promise<Verification> {
  if (signature.kind === 'none') return unsigned;
  const { keys, content, matches, conclude } = prepare(signature, delivery, options, json);
  for (const [index, key] of keys.entries())
    if (matches(await hmac(signature.hash, key, content))) return conclude(index);
  return refuse('signature_mismatch');
}

/** As `verifyDelivery`, at once. */
export function verifyDeliverySync(
  hmac: SyncHmac,
  { signature }: WebhookDefinition,
  delivery: ReadDelivery,
  options: VerifyOptions | undefined,
): Verification {
  if (signature.kind === 'none') return unsigned;
  const { keys, content, matches, conclude } = prepare(signature, delivery, options, createJsonReader(delivery.body));
  const index = keys.findIndex((key) => matches(hmac(signature.hash, key, content)));
  return index < 0 ? refuse('signature_mismatch') : conclude(index);
}

/** The place of the first key that signs as claimed; throws where none does. */
export async function findKey(
  keys: readonly HmacInput[],
  digest: (key: HmacInput) => string | Promise<string>,
  claims: readonly string[],
): Promise<number> {
  for (const [index, key] of keys.entries()) {
    const text = await digest(key);
    if (claims.some((claim) => equalTexts(text, claim))) return index;
  }
  return refuse('signature_mismatch');
}

/** A delivery with everything read that hashing needs. */
interface Check {
  readonly keys: readonly HmacInput[];
  readonly content: readonly HmacInput[];
  readonly matches: (digest: Uint8Array) => boolean;
  readonly conclude: (secretIndex: number) => Verification;
}

function prepare(
  signature: SignatureScheme,
  { headers, body }: ReadDelivery,
  options: VerifyOptions | undefined,
  json: () => unknown,
): Check {
  const scheme = schemeOf(signature);
  const keys = readKeys(options?.secret, scheme.readKey);
  const { digests, id, timestamp } = scheme.readClaim(readFirst(headers, scheme.headers));
  const content = scheme.content({ id, timestamp }, body, json);
  const matches = (digest: Uint8Array): boolean => digests.some((claimed) => scheme.matches(digest, claimed));
  const conclude = (secretIndex: number): Verification => {
    // The time is looked at last: it means something only once it is known to be signed.
    const seconds = timestamp === undefined ? undefined : checkAge(timestamp, options, signature.toleranceSeconds);
    return { kind: 'hmac', coverage: scheme.coverage, secretIndex, timestamp: seconds, id };
  };
  return { keys, content, matches, conclude };
}

/** One family of names needs no choice. */
function readFirst(headers: HeadersInput, families: readonly (readonly string[])[]): readonly string[] {
  const [only = []] = families;
  return families.length === 1 ? readHeaders(headers, only) : readFamily(headers, families);
}
