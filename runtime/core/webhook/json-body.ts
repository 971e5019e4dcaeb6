/** The body as JSON, and members of it by pointer. */
import { refuse } from './webhook-error.js';

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
    return refuse('malformed_body');
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

/** The names in a JSON pointer. */
export function splitPointer(pointer: string): readonly string[] {
  const tokens = pointer.split('/').slice(1);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What `read` takes of the value at the first way along these names that leads to something. */
export function search(
  value: unknown,
  [token, ...rest]: readonly string[],
  read: (value: unknown) => string | undefined,
): string | undefined {
  if (token === undefined) return read(value);
  if (typeof value !== 'object') return undefined;
  // Only own members are entries, and items only by the number that they have.
  for (const [key, child] of Object.entries(value ?? {})) {
    const found = token === '*' || token === key ? search(child, rest, read) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text, unless it is empty. */
export function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function readIdentifier(value: unknown): string | undefined {
  return Number.isSafeInteger(value) ? String(value) : readText(value);
}
