/** Arrays as PostgreSQL itself writes them: as text they would be longer, and be put together and taken apart again. */

const byteaOid = 17;
const textOid = 25;
const doubleOid = 701;

const headBytes = 20;

/** A parameter of type `bytea[]` in the binary format; `pg` sends buffers as they are. */
export function encodeBytes(items: readonly (Uint8Array | null)[]): Buffer {
  const length = items.reduce((sum, item) => sum + 4 + (item?.length ?? 0), headBytes);
  const target = writeHead(length, byteaOid, items);
  let at = headBytes;
  for (const item of items) {
    at = target.writeInt32BE(item === null ? -1 : item.length, at);
    if (item === null) continue;
    target.set(item, at);
    at += item.length;
  }
  return target;
}

/** A parameter of type `text[]`. */
export function encodeTexts(items: readonly (string | null)[]): Buffer {
  // No character has more than three bytes for each of its units.
  const most = items.reduce((sum, item) => sum + 4 + 3 * (item?.length ?? 0), headBytes);
  const target = writeHead(most, textOid, items);
  let at = headBytes;
  for (const item of items) {
    const from = at + 4;
    const written = item === null ? -1 : target.write(item, from);
    target.writeInt32BE(written, at);
    at = from + Math.max(0, written);
  }
  return target.subarray(0, at);
}

/** A parameter of type `float8[]`. */
export function encodeNumbers(items: readonly (number | null)[]): Buffer {
  const target = writeHead(headBytes + 12 * items.length, doubleOid, items);
  let at = headBytes;
  for (const item of items) {
    at = target.writeInt32BE(item === null ? -1 : 8, at);
    if (item !== null) at = target.writeDoubleBE(item, at);
  }
  return target.subarray(0, at);
}

/** Dimensions, whether there are nulls, type, number and first index. */
function writeHead(length: number, oid: number, items: readonly unknown[]): Buffer {
  const target = Buffer.allocUnsafe(length);
  [1, items.includes(null) ? 1 : 0, oid, items.length, 1].forEach((value, n) => target.writeInt32BE(value, 4 * n));
  return target;
}
