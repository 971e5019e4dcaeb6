/** From an operation and its parameters to a request. */
import type { AnyOperation } from './operation.js';
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
  const { id, method, accept = '*/*', parameters, body } = operation;
  const headers = new Headers({ accept });
  const query: string[] = [];
  let { path } = operation;
  for (const {
    in: place = 'query',
    name,
    argument = name,
    put,
    write,
    explode = true,
    encode = encodeURIComponent,
  } of parameters) {
    const value = own(values, argument);
    const text = write
      ? write(name, value, { in: place, explode, encode })
      : value === undefined || value === null
        ? undefined
        : encode(`${value as string | number | boolean}`);
    if (put) path = put(path, headers, name, text, id);
    else if (text !== undefined) query.push(write ? text : `${encode(name)}=${text}`);
  }
  if (query.length > 0) path += (path.includes('?') ? '&' : '?') + query.join('&');
  const url = new URL(baseUrl.replace(/\/+$/, '') + path);
  const written = values['body'] === undefined ? undefined : body?.write(body, values['body'], contentType);
  if (written?.contentType) headers.set('content-type', written.contentType);
  return { url, method, headers, body: written?.body };
}
