/** Decides on a delivery as it came in: is it genuine, and what is it the same as. */
import { createHash } from 'node:crypto';
import { createJsonReader } from '../core/webhook/json-body.js';
import { identify } from '../core/webhook/parse.js';
import { verifySync } from '../core/webhook/verify.node.js';
import { isWebhookError } from '../core/webhook/webhook-error.js';
import { toKey } from './names.js';
import { keptHeaders, type Source } from './providers.js';

/** Headers as node:http hands them out: names in lower case. */
export type IncomingHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** What a delivery is stored as, or why it is not. */
export type Decision =
  | {
      readonly kind: 'genuine';
      readonly identity: string;
      readonly hash: Uint8Array;
      readonly coverage: string;
      readonly headers: string;
      /** Null where the identity is signed, or time is not. */
      readonly signature: string | null;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** Verifies over the bytes; the body is parsed only where the signature or the identity lies in it. */
export function decide(source: Source, headers: IncomingHeaders, body: Uint8Array, now: number): Decision {
  const { definition } = source.webhook;
  try {
    const verification = verifySync(definition, { headers, body }, { secret: source.secrets, now });
    return {
      kind: 'genuine',
      // An id that was signed comes before one that anybody may have written.
      identity: toKey(verification.id ?? findIdentity(source, headers, body)),
      hash: createHash('sha256').update(body).digest(),
      coverage: verification.coverage,
      headers: keptHeaders(source, headers),
      signature:
        verification.id === undefined && verification.coverage === 'body' && verification.timestamp !== undefined
          ? signatureOf(source, headers)
          : null,
    };
  } catch (error) {
    if (isWebhookError(error)) return { kind: 'refused', reason: error.reason };
    throw error;
  }
}

/** The header as it came; it holds the time of signing, so that an equal body sent later differs. */
function signatureOf({ webhook }: Source, headers: IncomingHeaders): string | null {
  const { signature } = webhook.definition;
  if (signature.kind !== 'hmac') return null;
  const [value] = signature.headers.signature.map((name) => headers[name]).filter((each) => each !== undefined);
  return typeof value === 'string' ? toKey(value) : null;
}

/** Empty where nothing tells: then the hash of the body decides alone. */
function findIdentity(source: Source, headers: IncomingHeaders, body: Uint8Array): string {
  const { definition } = source.webhook;
  if (definition.delivery.length === 0) return '';
  const inHeaders = definition.delivery.filter((place) => place.kind === 'header');
  const found = identify(
    { ...definition, delivery: inHeaders },
    headers as Readonly<Record<string, string>>,
    undefined,
  );
  if (found !== undefined || inHeaders.length === definition.delivery.length) return found ?? '';
  try {
    return identify(definition, headers as Readonly<Record<string, string>>, createJsonReader(body)()) ?? '';
  } catch {
    // Genuine bytes that are not JSON are kept, in quarantine.
    return '';
  }
}
