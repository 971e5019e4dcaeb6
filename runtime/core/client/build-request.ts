/** From an operation and its parameters to a request. Errors name the parameter, never its value. */
import type { AnyOperation, Parameter, RequestBody } from './operation.js';
import { writeForm, writeSimple } from './parameters.js';
import type { OutgoingRequest } from './settings.js';

/** Parameters by their names on the wire, and `body`. */
export type Values = Readonly<Record<string, unknown>>;

/** The request as data; the body is written once and sent with every try. */
export function buildRequest(operation: AnyOperation, values: Values, baseUrl: string, contentType?: string): OutgoingRequest {
  const headers = new Headers();
  const accepted = new Set(Object.values(operation.responses).flatMap((formats) => Object.keys(formats)));
  setHeader(headers, 'accept', accepted.size === 0 ? '*/*' : [...accepted].join(', '), 'accept');
  const cookies: string[] = [];
  const query: string[] = [];
  let path = operation.path;
  for (const parameter of operation.parameters) {
    const text = writeParameter(parameter, values[parameter.name]);
    if (parameter.in === 'path') {
      const segment = segmentOf(operation, parameter, text);
      // A function, because `$` has a meaning in replacement texts.
      path = path.replaceAll(`{${parameter.name}}`, () => segment);
    } else if (text === undefined) continue;
    else if (parameter.in === 'header') setHeader(headers, parameter.name, text, parameter.name);
    else if (parameter.in === 'cookie') cookies.push(text);
    else query.push(text);
  }
  if (cookies.length > 0) setHeader(headers, 'cookie', cookies.join('; '), 'cookie');
  const question = query.length === 0 ? '' : (path.includes('?') ? '&' : '?') + query.join('&');
  const url = new URL(baseUrl.replace(/\/+$/, '') + path + question);
  return { url, method: operation.method, headers, body: writeBody(operation, values['body'], headers, contentType) };
}

/** Sets a header; the platform's own error would quote the value, which may be a secret. */
export function setHeader(headers: Headers, name: string, value: string, label: string): void {
  try {
    headers.set(name, value);
  } catch {
    throw new TypeError(`${label} cannot be sent as a header: it holds a line break or a character beyond Latin-1`);
  }
}

function writeParameter(parameter: Parameter, value: unknown): string | undefined {
  const named = parameter.in === 'query' || parameter.in === 'cookie';
  const write = parameter.write ?? (named ? writeForm : writeSimple);
  const encode = parameter.in === 'header' ? String : parameter.reserved === true ? encodeKeepingReserved : encodeURIComponent;
  return write(parameter.name, value, { in: parameter.in, explode: parameter.explode ?? named, encode });
}

// An empty segment or one of dots would address another resource: DELETE /users/ is not DELETE /users/{id}.
function segmentOf(operation: AnyOperation, parameter: Parameter, text: string | undefined): string {
  if (text === undefined || text === '' || text === '.' || text === '..') {
    throw new TypeError(`${operation.id}: path parameter ${parameter.name} is missing, empty or made of dots`);
  }
  return text;
}

function encodeKeepingReserved(text: string): string {
  return encodeURI(text).replaceAll('%5B', '[').replaceAll('%5D', ']').replaceAll('#', '%23');
}

function writeBody(operation: AnyOperation, value: unknown, headers: Headers, contentType: string | undefined): RequestBody | undefined {
  if (operation.body === undefined || value === undefined) return undefined;
  const mediaType = contentType ?? Object.keys(operation.body)[0] ?? '';
  const format = operation.body[mediaType];
  if (format === undefined) throw new TypeError(`${operation.id}: no such content type is declared`);
  const body = format.write(value, format.encoding ?? {});
  // fetch writes the header of a multipart body, with its boundary.
  if (!(body instanceof FormData)) headers.set('content-type', body instanceof Blob && mediaType.includes('*') ? body.type || 'application/octet-stream' : mediaType);
  return body;
}
