/** Secrets as users hold them become keys. Messages tell which secret is wrong and why, never what it is. */
import { decodeBase64 } from './encoding.js';
import type { HmacInput } from './hmac.js';
import { refuse } from './webhook-error.js';

/** A secret, or several while one replaces another. */
export type Secret = string | readonly string[];

/** Makes a key of a secret's text; an empty one where it cannot. */
export type ReadKey = (text: string) => HmacInput;

/** The keys of the secrets, in their order. One malformed secret fails all: it is a mistake to be seen at once. */
export function readKeys(secret: Secret | undefined, readKey: ReadKey = (text) => text): readonly HmacInput[] {
  const secrets = [secret ?? []].flat();
  // A variable of the environment that is not set arrives here as undefined, whatever the types say.
  if (secrets.length === 0 || secrets.some((text) => typeof text !== 'string' || text === '')) refuse('missing_secret');
  return secrets.map((text, index) => {
    const key = text === text.trim() ? readKey(text) : '';
    // Bytes are a key that somebody made; fewer than 16 are a mistake.
    if (key.length < (typeof key === 'string' ? 1 : 16)) refuse('malformed_secret', ` ${index}`);
    return key;
  });
}

/** The text is the key in base64; nothing where it is not. */
export function readBase64Key(text: string): HmacInput {
  return decodeBase64(text) ?? '';
}

/** As `readKey`, of what follows a prefix; secrets may lack it. */
export function readKeyAfter(prefix: string, readKey: ReadKey = (text) => text): ReadKey {
  return (text) => readKey(text.startsWith(prefix) ? text.slice(prefix.length) : text);
}
