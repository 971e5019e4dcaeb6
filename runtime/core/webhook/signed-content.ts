/** Puts together what is signed. */
import type { SignatureScheme } from './definition.js';
import type { HmacInput } from './hmac.js';
import { findText } from './json-body.js';
import { WebhookError } from './webhook-error.js';

/** The signed content in pieces: the body as it came, all text between as one piece. `json` is the body, parsed. */
export function buildSignedContent(
  scheme: SignatureScheme,
  headers: { readonly id: string | undefined; readonly timestamp: string | undefined },
  body: Uint8Array,
  json: () => unknown,
): readonly HmacInput[] {
  const pieces: HmacInput[] = [];
  let text = '';
  for (const part of scheme.content) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'member') text += readMember(part.pointers, json());
    else if (part.kind !== 'body') text += headers[part.kind] ?? '';
    else {
      if (text !== '') pieces.push(text);
      text = '';
      pieces.push(body);
    }
  }
  if (text !== '') pieces.push(text);
  return pieces;
}

function readMember(pointers: readonly string[], json: unknown): string {
  for (const pointer of pointers) {
    const text = findText(json, pointer);
    if (text !== undefined) return text;
  }
  throw new WebhookError('malformed_body', `The body lacks a signed text, looked for at ${pointers.join(', ')}.`);
}
