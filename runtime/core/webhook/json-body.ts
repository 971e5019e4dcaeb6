/** The body as JSON, and members of it by pointer. */
import { WebhookError } from './webhook-error.js';

// Drops a byte order mark, refuses invalid UTF-8.
const utf8Decoder: TextDecoder = /*@__PURE__*/ new TextDecoder('utf-8', { fatal: true });

/** Parses a body at the first call and remembers the value. */
export function createJsonReader(body: Uint8Array): () => unknown {
  let parsed: { readonly value: unknown } | undefined;
  return () => (parsed ??= { value: parseJson(body) }).value;
}

/** The body as JSON; throws where it is none. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8Decoder.decode(body));
  } catch {
    // The cause would quote the body.
    throw new WebhookError('malformed_body', 'The body is not JSON in UTF-8.');
  }
}

/**
 * The first text that a pointer leads to, `*` standing for any one key or index. Only own members count; empty texts
 * do not.
 */
export function findText(value: unknown, pointer: string): string | undefined {
  return search(value, splitPointer(pointer), readText);
}

/** As `findText`, and takes whole numbers too: some providers number their users and deliveries. */
export function findIdentifier(value: unknown, pointer: string): string | undefined {
  return search(value, splitPointer(pointer), readIdentifier);
}

/** The own member of an object, or undefined: names such as `constructor` lead nowhere. */
export function ownMember(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function splitPointer(pointer: string): readonly string[] {
  const tokens = pointer.split('/').slice(1);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function search(
  value: unknown,
  [token, ...rest]: readonly string[],
  read: (value: unknown) => string | undefined,
): string | undefined {
  if (token === undefined) return read(value);
  if (token !== '*') return search(step(value, token), rest, read);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const child of Object.values(value)) {
    const found = search(child, rest, read);
    if (found !== undefined) return found;
  }
  return undefined;
}

function step(value: unknown, token: string): unknown {
  if (Array.isArray(value) && !/^(0|[1-9][0-9]*)$/.test(token)) return undefined;
  return ownMember(value, token);
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readIdentifier(value: unknown): string | undefined {
  return Number.isSafeInteger(value) ? String(value) : readText(value);
}
