/** Secrets as users hold them become keys. Messages tell which secret is wrong and why, never what it is. */
import { decodeBase64 } from './encoding.js';
import type { HmacInput } from './hmac.js';
import { refuse } from './webhook-error.js';

/** A secret, or several while one replaces another. */
export type Secret = string | readonly string[];

/** Makes a key of a secret's text; an empty one where it cannot. */
export type ReadKey = (text: string) => HmacInput;

/** The texts of the secrets, in their order. One malformed secret fails all: it is a mistake to be seen at once. */
export function readSecrets(secret: Secret | undefined): readonly string[] {
  // A variable of the environment that is not set arrives here as undefined, whatever the types say.
  const secrets: readonly unknown[] = secret?.length ? [secret].flat() : [''];
  return secrets.map((text, index) => {
    if (typeof text !== 'string' || text === '') return refuse('missing_secret');
    return text === text.trim() ? text : refuse('malformed_secret', ` ${index}`);
  });
}

/** The keys of the secrets, in their order. */
export function readKeys(secret: Secret | undefined, readKey: ReadKey = (text) => text): readonly HmacInput[] {
  return readSecrets(secret).map((text, index) => readKey(text) || refuse('malformed_secret', ` ${index}`));
}

/** The text is the key in base64; fewer than 16 bytes are a mistake. */
export function readBase64Key(text: string): HmacInput {
  const key = decodeBase64(text);
  return key.length < 16 ? '' : key;
}

/** As `readKey`, of what follows a prefix; secrets may lack it. */
export function readKeyAfter(prefix: string, readKey: ReadKey = (text) => text): ReadKey {
  return (text) => readKey(text.startsWith(prefix) ? text.slice(prefix.length) : text);
}
