/** The letters of a JSONPath: a cursor over its text and the smallest things that can be read from it. */

/** A JSONPath does not read. The message names the expectation, `position` the 0-based place. */
export class JsonPathError extends Error {
  override readonly name = 'JsonPathError';
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** Where reading stands. Local to one parse. */
export interface Cursor {
  readonly text: string;
  position: number;
}

/** The next code unit; empty at the end. */
export function peek(cursor: Cursor): string {
  return cursor.text.charAt(cursor.position);
}

/** Steps over `token` if it is next. */
export function take(cursor: Cursor, token: string): boolean {
  if (!cursor.text.startsWith(token, cursor.position)) return false;
  cursor.position += token.length;
  return true;
}

/** Steps over `token`, which must be next. */
export function expect(cursor: Cursor, token: string): void {
  if (!take(cursor, token)) throw new JsonPathError(`expected "${token}"`, cursor.position);
}

/** Steps over blanks, which may stand inside brackets and filters. */
export function skipBlanks(cursor: Cursor): void {
  while (/^[ \t\r\n]$/.test(peek(cursor))) cursor.position += 1;
}

/** A name after a dot. Wider than RFC 9535 by `-`, because `.x-internal` is common in overlays. */
export function readMemberName(cursor: Cursor): string {
  const match = /^[A-Za-z_\u0080-\uffff][\w\u0080-\uffff-]*/.exec(cursor.text.slice(cursor.position));
  if (match === null) throw new JsonPathError('expected a member name or "*"', cursor.position);
  cursor.position += match[0].length;
  return match[0];
}

/** An integer, if one is next and is not the start of a slice. */
export function readInteger(cursor: Cursor): number | undefined {
  const match = /^(?:0|-?[1-9]\d{0,14})(?![\d.:eE])/.exec(cursor.text.slice(cursor.position));
  if (match === null) return undefined;
  cursor.position += match[0].length;
  return Number(match[0]);
}

/** A text in single or double quotes, with JSON's escapes and an escaped quote. */
export function readQuoted(cursor: Cursor): string {
  const start = cursor.position;
  const quote = peek(cursor);
  let value = '';
  for (let position = start + 1; position < cursor.text.length; position += 1) {
    const unit = cursor.text.charAt(position);
    if (unit === quote) {
      cursor.position = position + 1;
      return value;
    }
    if (unit === '\\') {
      const [text, length] = readEscape(cursor.text, position + 1);
      value += text;
      position += length;
    } else {
      value += unit;
    }
  }
  throw new JsonPathError('this quote is not closed', start);
}

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '/': '/',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

function readEscape(text: string, position: number): readonly [string, number] {
  const code = /^u([0-9A-Fa-f]{4})/.exec(text.slice(position, position + 5));
  if (code?.[1] !== undefined) return [String.fromCharCode(Number.parseInt(code[1], 16)), 5];
  const letter = text.charAt(position);
  const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  if (plain === undefined) throw new JsonPathError('unknown escape', position);
  return [plain, 1];
}
