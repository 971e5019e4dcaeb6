/** A body made of what has come so far. */

/** Grows with what has come, not with what is announced, and not by a piece for each chunk: senders may be hostile. */
export function appendChunk(body: Uint8Array, size: number, chunk: Buffer, announced: number): Uint8Array {
  const needed = size + chunk.length;
  if (size === 0 && needed === announced) return chunk;
  let target = body;
  if (needed > body.length) {
    const doubled = Math.max(needed, 2 * body.length, 16_384);
    target = new Uint8Array(announced >= needed ? Math.min(announced, doubled) : doubled);
    target.set(body.subarray(0, size));
  }
  target.set(chunk, size);
  return target;
}
