/**
 * Verification of web-standard requests in as little code as can be, for bundles: `verifyDelivery` knows other forms of
 * deliveries too, and any scheme. Web Crypto alone is asked, which Node, Deno, Bun and workers have.
 */
import { refuse } from '../webhook-error.js';

/** Hash functions as Web Crypto calls them. */
export type HashName = 'SHA-1' | 'SHA-256' | 'SHA-512';

/** Bytes that nobody else writes to. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The body, from a copy: the request can still be read. */
export async function readBody(request: Request): Promise<ArrayBuffer> {
  try {
    return await request.clone().arrayBuffer();
  } catch {
    // Read before, or broken off.
    return refuse('unreadable_body');
  }
}

/** The digests that the pattern finds; at least one, and none that is cut off or runs on. */
export function readClaims(header: string, pattern: RegExp, decode: (text: string) => Bytes): readonly Bytes[] {
  const claims = [...header.matchAll(pattern)].map(([, text = '']) => decode(text));
  // Length and count bound the work that a stranger can ask for.
  const isBounded = header.length <= 4096 && claims.length <= 16;
  return isBounded && claims.length > 0 ? claims : refuse('malformed_header', ': signature');
}

/** Reads hex, whole. */
export function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** The place of the first key that signs as claimed; throws where none does. Web Crypto compares in constant time. */
export async function findKey(
  hash: HashName,
  keys: readonly BlobPart[],
  content: BlobPart[],
  claims: readonly Bytes[],
): Promise<number> {
  const { subtle } = crypto;
  // One buffer for all parts, texts as UTF-8: Web Crypto takes no pieces.
  const signed = await new Blob(content).arrayBuffer();
  for (const [index, key] of keys.entries()) {
    const bytes = new Blob([key]).arrayBuffer();
    const handle = await subtle.importKey('raw', await bytes, { name: 'HMAC', hash }, false, ['verify']);
    for (const claim of claims) if (await subtle.verify('HMAC', handle, claim, signed)) return index;
  }
  return refuse('signature_mismatch');
}
