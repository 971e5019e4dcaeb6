/** RFC 6570 (URI templates), level 4, by the table of its appendix A: what OpenAPI's styles are defined by. */

interface Operator {
  readonly first: string;
  readonly separator: string;
  readonly named: boolean;
  readonly ifEmpty: string;
  readonly reserved: boolean;
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  '': { first: '', separator: ',', named: false, ifEmpty: '', reserved: false },
  '+': { first: '', separator: ',', named: false, ifEmpty: '', reserved: true },
  '.': { first: '.', separator: '.', named: false, ifEmpty: '', reserved: false },
  ';': { first: ';', separator: ';', named: true, ifEmpty: '', reserved: false },
  '?': { first: '?', separator: '&', named: true, ifEmpty: '=', reserved: false },
};

/** Expands one expression, such as `{?list*}`, with one value; empty where the value is undefined. */
export function expand(operator: string, name: string, explode: boolean, value: unknown): string {
  const { first, separator, named, ifEmpty, reserved } = OPERATORS[operator] ?? fail(operator);
  const encode = (text: string): string => encodeUri(text, reserved);
  const label = (text: string, key = name): string =>
    named ? (text === '' ? encode(key) + ifEmpty : `${encode(key)}=${text}`) : text;
  const entries = entriesOf(value);
  if (entries.length === 0) return '';
  if (entries[0]?.[0] === undefined && !Array.isArray(value)) return first + label(encode(entries[0]?.[1] ?? ''));
  if (explode) {
    const parts = entries.map(([key, text]) =>
      key === undefined ? label(encode(text)) : `${encode(key)}=${encode(text)}`,
    );
    return first + parts.join(separator);
  }
  const joined = entries.flatMap(([key, text]) => [...(key === undefined ? [] : [encode(key)]), encode(text)]);
  return first + label(joined.join(','));
}

/** Escapes every octet but the unreserved ones (RFC 3986, 2.3), and the reserved ones where they may stay. */
export function encodeUri(text: string, reserved = false): string {
  const kept = reserved ? /[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]/ : /[A-Za-z0-9\-._~]/;
  return [...Buffer.from(text, 'utf8')]
    .map((octet) => String.fromCharCode(octet))
    .map((char) => (kept.test(char) ? char : `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`))
    .join('');
}

/** The text with every escape in one spelling, so that two encoders can be compared. */
export function canonical(text: string): string {
  return text
    .replaceAll(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase())
    .replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function entriesOf(value: unknown): readonly (readonly [key: string | undefined, text: string])[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.filter(isThere).map((item) => [undefined, scalar(item)]);
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, member]) => isThere(member))
      .map(([key, member]) => [key, scalar(member)]);
  return [[undefined, scalar(value)]];
}

/** Neither the RFC nor OpenAPI says how a structure inside a structure reads: the clients send JSON. */
function scalar(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`;
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function fail(operator: string): never {
  throw new Error(`no such operator: ${operator}`);
}
