/** Keys and digests that are written in base64. */
import { decodeBase64 } from '../encoding.js';
import { refuse } from '../webhook-error.js';
import type { Bytes } from './request.js';

/** The keys that secrets are in base64, after a prefix that they may lack; fewer than 16 bytes are a mistake. */
export function base64Keys(secrets: readonly string[], prefix = ''): readonly Bytes[] {
  return secrets.map((text, index) => {
    const key = decodeBase64(text.startsWith(prefix) ? text.slice(prefix.length) : text);
    return key.length < 16 ? refuse('malformed_secret', ` ${index}`) : key;
  });
}
