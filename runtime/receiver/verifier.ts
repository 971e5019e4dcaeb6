/** Verifies the deliveries of one source; what is the same for all of them is worked out once. */
import type { SignatureScheme, WebhookDefinition } from '../core/webhook/definition.js';
import { equalTexts } from '../core/webhook/encoding.js';
import type { HmacInput } from '../core/webhook/hmac.js';
import { createJsonReader } from '../core/webhook/json-body.js';
import {
  digestBytes,
  headerRoles,
  isTimed,
  type Scheme,
  type SignatureClaim,
  toScheme,
} from '../core/webhook/scheme.js';
import { readKeys } from '../core/webhook/secret.js';
import { readFamily } from '../core/webhook/signature-headers.js';
import { checkAge } from '../core/webhook/tolerance.js';
import { unsigned, type Verification } from '../core/webhook/verify.js';
import { WebhookError } from '../core/webhook/webhook-error.js';
import { createKeyedHash, type KeyedHash } from './keyed-hash.js';

/** Headers by name in lower case, as node:http hands them out. */
export type IncomingHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Verifies a delivery, or throws a `WebhookError`. */
export type Verify = (headers: IncomingHeaders, body: Uint8Array, now: number) => Verification;

/** The verification of a webhook with these secrets. */
export function createVerifier({ signature }: WebhookDefinition, secrets: readonly string[]): Verify {
  if (signature.kind === 'none') return () => unsigned;
  const scheme = toScheme(signature);
  const keys = readKeys(secrets, scheme.readKey).map((key) => createKeyedHash(signature.hash, key));
  const readPlain = plainReader(signature);
  const signs = signature.encoding === 'hex' ? signsInHex : signsOtherwise;
  return (headers, body, now) => {
    const values = readFirstFamily(headers, scheme.headers);
    const { digests, id, timestamp } = readPlain(values) ?? scheme.readClaim(values);
    const parts = scheme.content({ id, timestamp }, body, createJsonReader(body));
    const index = keys.findIndex((key) => signs(scheme, key, parts, digests));
    if (index < 0) throw new WebhookError('signature_mismatch', 'The signature is that of none of the secrets.');
    // Looked at last: it means something only once it is known to be signed.
    const seconds = timestamp === undefined ? undefined : checkAge(timestamp, { now }, signature.toleranceSeconds);
    return { kind: 'hmac', coverage: scheme.coverage, secretIndex: index, timestamp: seconds, id };
  };
}

/** The first family of names where it is whole, short and without blanks around, as nearly always; else with all care. */
function readFirstFamily(headers: IncomingHeaders, families: Scheme['headers']): readonly string[] {
  const values: string[] = [];
  for (const name of families[0] ?? []) {
    const value = headers[name];
    if (typeof value !== 'string' || value.length > 1000 || value !== value.trim())
      return readFamily(headers as Readonly<Record<string, string>>, families);
    values.push(value);
  }
  return values;
}

/** Reads a header of one time and one digest with nothing around them, as nearly all that have both; what is else takes longer. */
function plainReader(signature: SignatureScheme): (values: readonly string[]) => SignatureClaim | undefined {
  const { form, encoding, hash } = signature;
  const isPlain = form.kind === 'pairs' && encoding === 'hex' && isTimed(signature);
  if (!isPlain || headerRoles(signature).length > 1 || !/^\w+,\w+$/.test(`${form.timestamp},${form.version}`))
    return () => undefined;
  const digits = 2 * digestBytes[hash];
  const whole = new RegExp(`^${form.timestamp}=(\\d{1,15}),${form.version}=([\\da-f]{${digits}})$`);
  return ([header = '']) => {
    const [, timestamp = '', digest] = whole.exec(header) ?? [];
    return digest === undefined ? undefined : { id: undefined, timestamp, digests: [digest] };
  };
}

/** node:crypto writes digests in hex faster than anything could compare their bytes. */
function signsInHex(_: Scheme, key: KeyedHash, parts: readonly HmacInput[], digests: readonly string[]): boolean {
  const digest = key(parts, 'hex');
  return digests.some((claimed) => equalTexts(digest, claimed.toLowerCase()));
}

function signsOtherwise(
  { matches }: Scheme,
  key: KeyedHash,
  parts: readonly HmacInput[],
  digests: readonly string[],
): boolean {
  const digest = Buffer.from(key(parts, 'binary'), 'latin1');
  return digests.some((claimed) => matches(digest, claimed));
}
