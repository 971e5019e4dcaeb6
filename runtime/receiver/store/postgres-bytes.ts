/** Arrays of bytes as PostgreSQL itself writes them: as text they would be twice as long, and be taken apart again. */

const byteaOid = 17;

/** A parameter of type `bytea[]` in the binary format; `pg` sends buffers as they are. */
export function encodeByteaArray(items: readonly (Uint8Array | null)[]): Buffer {
  const length = items.reduce((sum, item) => sum + 4 + (item?.length ?? 0), 20);
  const target = Buffer.allocUnsafe(length);
  // Dimensions, whether there are nulls, type, number and first index.
  [1, items.includes(null) ? 1 : 0, byteaOid, items.length, 1].forEach((value, n) => target.writeInt32BE(value, 4 * n));
  let at = 20;
  for (const item of items) {
    at = target.writeInt32BE(item === null ? -1 : item.length, at);
    if (item === null) continue;
    target.set(item, at);
    at += item.length;
  }
  return target;
}
