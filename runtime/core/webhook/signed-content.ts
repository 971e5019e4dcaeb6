/** Puts together what is signed. */
import type { ContentPart } from './definition.js';
import type { HmacInput } from './hmac.js';
import { findText } from './json-body.js';
import { WebhookError } from './webhook-error.js';

/** What the headers say of a delivery, as far as it is signed. */
export interface SignedHeaders {
  readonly id?: string | undefined;
  readonly timestamp?: string | undefined;
}

/** The signed content in pieces: the body as it came, all text between as one piece. `json` is the body, parsed. */
export type BuildContent = (headers: SignedHeaders, body: Uint8Array, json: () => unknown) => readonly HmacInput[];

/** The content of these parts, one after another. */
export function contentOf(parts: readonly ContentPart[]): BuildContent {
  return (headers, body, json) => {
    const pieces: HmacInput[] = [];
    let text = '';
    for (const part of parts) {
      if (part.kind === 'text') text += part.text;
      else if (part.kind === 'member') text += readMember(json(), part.pointers);
      else if (part.kind !== 'body') text += headers[part.kind] ?? '';
      else {
        if (text !== '') pieces.push(text);
        text = '';
        pieces.push(body);
      }
    }
    if (text !== '') pieces.push(text);
    return pieces;
  };
}

/** The text at the first of these pointers that has one. */
export function readMember(json: unknown, pointers: readonly string[]): string {
  for (const pointer of pointers) {
    const text = findText(json, pointer);
    if (text !== undefined) return text;
  }
  throw new WebhookError('malformed_body', `The body lacks a signed text, looked for at ${pointers.join(', ')}.`);
}
