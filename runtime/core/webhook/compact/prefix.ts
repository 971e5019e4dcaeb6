/** Secrets whose text is the key, after a prefix. */
import { refuse } from '../webhook-error.js';

/** What follows the prefix; secrets may lack it. */
export function textKeys(secrets: readonly string[], prefix: string): readonly string[] {
  return secrets.map((text, index) => {
    const key = text.startsWith(prefix) ? text.slice(prefix.length) : text;
    return key === '' ? refuse('malformed_secret', ` ${index}`) : key;
  });
}
