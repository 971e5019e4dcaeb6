/** Decides on a delivery as it came in: is it genuine, and what is it the same as. */
import { hash } from 'node:crypto';
import { type HeadersInput, readHeader } from '../core/webhook/delivery.js';
import { createJsonReader } from '../core/webhook/json-body.js';
import { findType, identify } from '../core/webhook/parse.js';
import { isWebhookError } from '../core/webhook/webhook-error.js';
import { toKey } from './names.js';
import { keptHeaders, type Source } from './providers.js';
import { identifyByRecord } from './records.js';
import { createVerifier, type IncomingHeaders, type Verify } from './verifier.js';

export type { IncomingHeaders };

/** What a delivery is stored as, or why it is not. */
export type Decision =
  | {
      readonly kind: 'genuine';
      readonly identity: string;
      readonly hash: Uint8Array;
      readonly coverage: string;
      readonly headers: string;
      /** Null where the identity is signed, or time is not. */
      readonly replay: Uint8Array | null;
    }
  | { readonly kind: 'refused'; readonly reason: string };

const verifiers = new WeakMap<Source, Verify>();

/** Verifies over the bytes; the body is parsed only where the signature or the identity lies in it. */
export function decide(source: Source, headers: IncomingHeaders, body: Uint8Array, now: number): Decision {
  const kept = keptHeaders(source, headers) as IncomingHeaders;
  try {
    let verify = verifiers.get(source);
    if (verify === undefined)
      verifiers.set(source, (verify = createVerifier(source.webhook.definition, source.secrets)));
    const { id, coverage, timestamp } = verify(kept, body, now);
    // By way of a text, since that is the fastest of all ways.
    const digest = Buffer.from(hash('sha256', body, 'binary'), 'latin1');
    return {
      kind: 'genuine',
      // An id that was signed comes before one that anybody may have written.
      identity: toKey(id ?? findIdentity(source, kept, body)),
      hash: digest,
      coverage,
      headers: JSON.stringify(kept),
      replay: id === undefined && coverage === 'body' && timestamp !== undefined ? replayKey(timestamp, digest) : null,
    };
  } catch (error) {
    if (isWebhookError(error)) return { kind: 'refused', reason: error.reason };
    throw error;
  }
}

/**
 * An equal body that was signed at the same time is the same delivery, whatever its unsigned headers say. The time comes
 * first, so that the store finds what it compares in one place; the hash is compared whole where this is equal.
 */
function replayKey(timestamp: number, digest: Buffer): Buffer {
  const key = Buffer.allocUnsafe(10);
  key.writeUInt32BE(timestamp >>> 0);
  digest.copy(key, 4, 0, 6);
  return key;
}

/**
 * Empty where nothing tells: then the hash of the body decides alone. Where the signature covers no more than what a document
 * is, that is its identity: another body under it is the only sign of a forgery.
 */
function findIdentity({ webhook, rules }: Source, headers: IncomingHeaders, body: Uint8Array): string {
  const { definition } = webhook;
  for (const place of definition.delivery) {
    const text = place.kind === 'header' ? headerOf(headers, place.name) : undefined;
    if (text !== undefined && text !== '') return text;
  }
  const { delivery, signature } = definition;
  const isBySignature = delivery.length === 0 && signature.kind === 'hmac' && signature.coverage === 'identifiers';
  if (!isBySignature && delivery.every((place) => place.kind === 'header')) return '';
  try {
    const event = createJsonReader(body)();
    if (!isBySignature) return identify(definition, headers as HeadersInput, event) ?? '';
    const rule = rules.get(findType(definition, headers as HeadersInput, event) ?? '');
    return rule === undefined ? '' : (identifyByRecord(rule, event) ?? '');
  } catch {
    // Genuine bytes that are not JSON are kept, in quarantine.
    return '';
  }
}

/** A header that came once with nothing around it, as nearly always, needs no search. */
function headerOf(headers: IncomingHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value === value.trim() ? value : readHeader(headers as HeadersInput, name);
}
