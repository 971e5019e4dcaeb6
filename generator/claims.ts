/** Which of two threads does what either could: the one that comes first to it. */
import type { Claim } from './emit/emitter.js';

/** A number for each module, shared by the threads; not zero where one of them has begun. */
export type Claims = Int32Array<SharedArrayBuffer>;

/** Nothing is claimed yet. */
export function createClaims(modules: number): Claims {
  return new Int32Array(new SharedArrayBuffer(modules * Int32Array.BYTES_PER_ELEMENT));
}

/** Claims for the thread that asks. */
export function claimIn(claims: Claims): Claim {
  return (module) => Atomics.exchange(claims, module, 1) === 0;
}
