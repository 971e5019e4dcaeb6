/** HMAC by node:crypto, for Node, Deno and Bun. */
/// <reference types="node" />
import { createHmac } from 'node:crypto';
import type { Hash } from './definition.js';
import type { HmacInput } from './hmac.js';

/** Computes an HMAC at once. */
export function hmac(hash: Hash, key: HmacInput, parts: readonly HmacInput[]): Uint8Array {
  const state = createHmac(hash, key);
  for (const part of parts) state.update(part);
  return state.digest();
}
