/** Hex, base64 and UTF-8, and the comparison of digests. */

const utf8Encoder: TextEncoder = /*@__PURE__*/ new TextEncoder();

/** The UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array {
  return utf8Encoder.encode(text);
}

/** Writes bytes as hex in lower case. */
export function encodeHex(bytes: Uint8Array): string {
  const digits = '0123456789abcdef';
  let text = '';
  for (const byte of bytes) text += digits.charAt(byte >> 4) + digits.charAt(byte & 15);
  return text;
}

/** Writes bytes as base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Reads base64 with or without padding; no bytes if the text is anything else, or has stray bits at its end. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(text);
    // Decoders pass over white space and stray bits.
    if (btoa(binary).startsWith(text)) return Uint8Array.from(binary, (unit) => unit.charCodeAt(0));
  } catch {
    // No base64 at all.
  }
  return new Uint8Array();
}

/** Compares a digest with one in hex, in either case. */
export function matchesHex(digest: Uint8Array, claimed: string): boolean {
  return equalTexts(encodeHex(digest), claimed.toLowerCase());
}

/** Compares a digest with one in base64, with or without padding. */
export function matchesBase64(digest: Uint8Array, claimed: string): boolean {
  return equalTexts(trimPadding(encodeBase64(digest)), trimPadding(claimed));
}

/** Compares texts in a time that depends on their length only. */
export function equalTexts(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let at = 0; at < left.length; at++) difference |= left.charCodeAt(at) ^ right.charCodeAt(at);
  return difference === 0;
}

function trimPadding(text: string): string {
  return text.replace(/={1,2}$/, '');
}
