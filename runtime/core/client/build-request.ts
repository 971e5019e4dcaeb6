/** From an operation and its parameters to a request. Errors name the parameter, never its value. */
import type { AnyOperation, Parameter } from './operation.js';
import { own } from './own.js';
import type { OutgoingRequest } from './settings.js';

/** Parameters by their names on the wire, and `body`. */
export type Values = Readonly<Record<string, unknown>>;

/** The request as data; the body is written once and sent with every try. */
export function buildRequest(
  operation: AnyOperation,
  values: Values,
  baseUrl: string,
  contentType?: string,
): OutgoingRequest {
  const { method, responses, parameters, body } = operation;
  const headers = new Headers({
    accept: [...new Set(Object.values(responses).flatMap((formats) => Object.keys(formats)))].join(', ') || '*/*',
  });
  const texts = { query: [] as string[], cookie: [] as string[] };
  let path = operation.path;
  for (const parameter of parameters) {
    const { in: place, name } = parameter;
    const text = writeParameter(parameter, own(values, parameter.argument ?? name));
    if (place === 'path') {
      // An empty segment or one of dots would address another resource: DELETE /users/ is not DELETE /users/{id}.
      if (!text || text === '.' || text === '..')
        throw new TypeError(`${operation.id}: ${name} is missing, empty or made of dots`);
      // A function, because `$` has a meaning in replacement texts.
      path = path.replaceAll(`{${name}}`, () => text);
    } else if (text !== undefined) {
      if (place === 'header') setHeader(headers, name, text);
      else texts[place].push(text);
    }
  }
  if (texts.cookie.length > 0) setHeader(headers, 'cookie', texts.cookie.join('; '));
  if (texts.query.length > 0) path += (path.includes('?') ? '&' : '?') + texts.query.join('&');
  const url = new URL(baseUrl.replace(/\/+$/, '') + path);
  const written = values['body'] === undefined ? undefined : body?.write(body, values['body'], contentType);
  if (written?.contentType) headers.set('content-type', written.contentType);
  return { url, method, headers, body: written?.body };
}

/** Sets a header; the platform's own error would quote the value, which may be a secret. */
export function setHeader(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch {
    throw new TypeError(`${name} holds what a header cannot hold: a line break, or a character beyond Latin-1`);
  }
}

function writeParameter({ in: place, name, write, explode, encode }: Parameter, value: unknown): string | undefined {
  const named = place === 'query' || place === 'cookie';
  const encoder = encode ?? (place === 'header' ? String : encodeURIComponent);
  if (write !== undefined) return write(name, value, { in: place, explode: explode ?? named, encode: encoder });
  if (value === undefined || value === null) return undefined;
  return (named ? `${encoder(name)}=` : '') + encoder(`${value as string | number | boolean}`);
}
