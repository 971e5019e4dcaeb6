/** Bodies and what is made of them, sealed at rest with AES-256-GCM where keys are configured. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Seals with the first key and opens with any. Without keys everything stays as it is. */
export interface Vault {
  readonly isOn: boolean;
  readonly seal: (bytes: Uint8Array) => Uint8Array;
  readonly open: (bytes: Uint8Array) => Uint8Array;
  readonly sealText: (text: string) => string;
  readonly openText: (text: string) => string;
  /** False for what a rotation has still to seal anew. */
  readonly isCurrent: (stored: Uint8Array | string) => boolean;
}

// No JSON begins with a zero byte. Then: 4 bytes that name the key, 12 of nonce, 16 of tag.
const magic = Buffer.from([0, 0x48, 0x57, 1]);
const headBytes = magic.length + 4 + 12 + 16;
const textMagic = '\u0001hw1:';

/** A vault of base64 keys of 32 bytes, the current one first. */
export function createVault(keys: readonly string[]): Vault {
  const known = keys.map((text, index) => {
    const key = Buffer.from(text, 'base64');
    if (key.length !== 32) throw new Error(`encryption.keys[${index}] has to be 32 bytes in base64.`);
    return { key, id: createHash('sha256').update(key).digest().subarray(0, 4) };
  });
  const [current] = known;

  function seal(bytes: Uint8Array): Uint8Array {
    if (current === undefined) return bytes;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', current.key, nonce);
    const sealed = [cipher.update(bytes), cipher.final()];
    return Buffer.concat([magic, current.id, nonce, cipher.getAuthTag(), ...sealed]);
  }

  function open(bytes: Uint8Array): Uint8Array {
    if (!isSealed(bytes)) return bytes;
    const stored = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const id = stored.subarray(4, 8);
    const entry = known.find((each) => each.id.equals(id));
    if (entry === undefined) throw new Error('A stored body is sealed with a key that is not configured.');
    const decipher = createDecipheriv('aes-256-gcm', entry.key, stored.subarray(8, 20));
    decipher.setAuthTag(stored.subarray(20, headBytes));
    return Buffer.concat([decipher.update(stored.subarray(headBytes)), decipher.final()]);
  }

  return {
    isOn: current !== undefined,
    seal,
    open,
    sealText: (text) =>
      current === undefined ? text : textMagic + Buffer.from(seal(Buffer.from(text))).toString('base64'),
    openText: (text) => (text.startsWith(textMagic) ? Buffer.from(open(bytesOf(text))).toString('utf8') : text),
    isCurrent(stored) {
      const bytes = typeof stored === 'string' ? bytesOf(stored) : stored;
      return current === undefined
        ? !isSealed(bytes)
        : isSealed(bytes) && current.id.equals(bytes.subarray(magic.length, magic.length + 4));
    },
  };
}

function isSealed(bytes: Uint8Array): boolean {
  return bytes.length >= headBytes && magic.every((byte, index) => bytes[index] === byte);
}

function bytesOf(text: string): Uint8Array {
  return text.startsWith(textMagic) ? Buffer.from(text.slice(textMagic.length), 'base64') : Buffer.from(text);
}
