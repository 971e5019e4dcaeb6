/** Puts together what is signed. */
import type { ContentPart } from './definition.js';
import type { HmacInput } from './hmac.js';
import { findText, readText, search } from './json-body.js';
import { refuse } from './webhook-error.js';

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
  return requireText(
    pointers.map((pointer) => pointer.slice(1)),
    (path) => findText(json, `/${path}`),
  );
}

/** As `readMember`, for pointers in which nothing is escaped, without the slash before them. */
export function readPath(json: unknown, paths: readonly string[]): string {
  return requireText(paths, (path) => search(json, path.split('/'), readText));
}

function requireText(paths: readonly string[], find: (path: string) => string | undefined): string {
  for (const path of paths) {
    const text = find(path);
    if (text !== undefined) return text;
  }
  return refuse('malformed_body', `: ${paths.join(' or ')}`);
}
