/** A body made of what has come so far. */

// From here on what is announced is reserved: memory that nothing is written to is not taken, and copying what has come into a
// larger place again and again would hold up others.
const trustedBytes = 2 * 1024 * 1024;

/** Grows with what has come, at first not with what is announced, and not by a piece for each chunk: senders may be hostile. */
export function appendChunk(body: Uint8Array, size: number, chunk: Buffer, announced: number): Uint8Array {
  const needed = size + chunk.length;
  if (size === 0 && needed === announced) return chunk;
  let target = body;
  if (needed > body.length) {
    const doubled = Math.max(needed, 2 * body.length, 16_384);
    const most = needed > trustedBytes ? announced : Math.min(announced, doubled);
    target = new Uint8Array(announced >= needed ? most : doubled);
    target.set(body.subarray(0, size));
  }
  target.set(chunk, size);
  return target;
}
