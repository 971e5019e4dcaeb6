/** Secrets as users hold them become keys. Messages tell which secret is wrong and why, never what it is. */
import type { SignatureScheme } from './definition.js';
import { decodeBase64 } from './encoding.js';
import type { HmacInput } from './hmac.js';
import { WebhookError } from './webhook-error.js';

/** A secret, or several while one replaces another. */
export type Secret = string | readonly string[];

const shortestKeyBytes = 16;

/** The keys of the secrets, in their order. One malformed secret fails all: it is a mistake to be seen at once. */
export function readKeys(scheme: SignatureScheme, secret: Secret | undefined): readonly HmacInput[] {
  const secrets = typeof secret === 'string' ? [secret] : (secret ?? []);
  if (secrets.length === 0) throw new WebhookError('missing_secret', 'No secret was given.');
  return secrets.map((text, index) => readKey(scheme, text, secrets.length === 1 ? 'The secret' : `Secret ${index}`));
}

function readKey(scheme: SignatureScheme, secret: string, label: string): HmacInput {
  // A variable of the environment that is not set arrives here as undefined, whatever the types say.
  if (typeof secret !== 'string' || secret === '') throw new WebhookError('missing_secret', `${label} is empty.`);
  if (secret !== secret.trim()) throw malformed(`${label} has white space around it.`);
  const prefix = scheme.keyPrefix ?? '';
  const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : secret;
  if (text === '') throw malformed(`${label} is only the prefix.`);
  if (scheme.key === 'text') return text;
  const key = decodeBase64(text);
  if (key === undefined) throw malformed(`${label} is not base64.`);
  if (key.length < shortestKeyBytes) throw malformed(`${label} is shorter than ${shortestKeyBytes} bytes.`);
  return key;
}

function malformed(message: string): WebhookError {
  return new WebhookError('malformed_secret', message);
}
