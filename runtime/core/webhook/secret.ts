/** Secrets as users hold them become keys. Messages tell which secret is wrong and why, never what it is. */
import { decodeBase64 } from './encoding.js';
import type { HmacInput } from './hmac.js';
import { WebhookError } from './webhook-error.js';

/** A secret, or several while one replaces another. */
export type Secret = string | readonly string[];

/** Makes a key of a secret's text; `index` tells which secret it is, for messages. */
export type ReadKey = (text: string, index: number) => HmacInput;

const shortestKeyBytes = 16;

/** The keys of the secrets, in their order. One malformed secret fails all: it is a mistake to be seen at once. */
export function readKeys(secret: Secret | undefined, readKey: ReadKey = (text) => text): readonly HmacInput[] {
  const secrets = [secret ?? []].flat();
  // A variable of the environment that is not set arrives here as undefined, whatever the types say.
  if (secrets.length === 0 || secrets.some((text) => typeof text !== 'string' || text === '')) {
    throw new WebhookError('missing_secret', 'No secret was given, or one is empty.');
  }
  return secrets.map((text, index) => {
    if (text !== text.trim()) throw malformedSecret(index, 'has white space around it');
    return readKey(text, index);
  });
}

/** The text is the key in base64. */
export function readBase64Key(text: string, index: number): HmacInput {
  const key = decodeBase64(text);
  if (key === undefined) throw malformedSecret(index, 'is not base64');
  if (key.length < shortestKeyBytes) throw malformedSecret(index, `is shorter than ${shortestKeyBytes} bytes`);
  return key;
}

/** As `readKey`, of what follows a prefix; secrets may lack it. */
export function readKeyAfter(prefix: string, readKey: ReadKey = (text) => text): ReadKey {
  return (text, index) => {
    if (text === prefix) throw malformedSecret(index, 'is only the prefix');
    return readKey(text.startsWith(prefix) ? text.slice(prefix.length) : text, index);
  };
}

function malformedSecret(index: number, problem: string): WebhookError {
  return new WebhookError('malformed_secret', `Secret ${index} ${problem}.`);
}
