/** Parameters as text: the styles of OpenAPI. Values that are `undefined` or null, in lists and objects too, are not sent. */
import type { ParameterForm } from './operation.js';

/** `simple`: `a,b` and `k,v` (exploded: `k=v`); for paths and headers. */
export function writeSimple(_name: string, value: unknown, form: ParameterForm): string | undefined {
  return join(value, form, ',', ',');
}

/** `form`: `n=a&n=b` and `k=v` if exploded, else `n=a,b`; for queries and cookies. */
export function writeForm(name: string, value: unknown, form: ParameterForm): string | undefined {
  return writeNamed(name, value, form, ',', form.in === 'cookie' ? '; ' : '&');
}

/** `spaceDelimited`: `n=a%20b`. */
export function writeSpaceDelimited(name: string, value: unknown, form: ParameterForm): string | undefined {
  return writeNamed(name, value, form, '%20', '&');
}

/** `pipeDelimited`: `n=a%7Cb`. */
export function writePipeDelimited(name: string, value: unknown, form: ParameterForm): string | undefined {
  return writeNamed(name, value, form, '%7C', '&');
}

/** `deepObject`: `n[k]=v`, with members of any depth and lists by index: `n[k][0]=v`. */
export function writeDeepObject(name: string, value: unknown, form: ParameterForm): string | undefined {
  const pairs = [...deepPairs(name, value)].map(([path, text]) => `${form.encode(path)}=${form.encode(text)}`);
  return pairs.length === 0 ? undefined : pairs.join('&');
}

/** `label`: `.a`, `.a.b` if exploded; for paths. */
export function writeLabel(_name: string, value: unknown, form: ParameterForm): string | undefined {
  const text = join(value, form, ',', '.');
  return text === undefined ? undefined : `.${text}`;
}

/** `matrix`: `;n=a`, `;n=a;n=b` if exploded; for paths. */
export function writeMatrix(name: string, value: unknown, form: ParameterForm): string | undefined {
  const text = writeNamed(name, value, form, ',', ';');
  return text === undefined ? undefined : `;${text}`;
}

/** A parameter with a JSON media type. */
export function writeJsonParameter(name: string, value: unknown, form: ParameterForm): string | undefined {
  if (value === undefined) return undefined;
  const text = form.encode(JSON.stringify(value));
  return form.in === 'query' || form.in === 'cookie' ? `${form.encode(name)}=${text}` : text;
}

/** A whole query (OpenAPI 3.2): a text as it is, an object as pairs. */
export function writeQueryString(_name: string, value: unknown, form: ParameterForm): string | undefined {
  return typeof value === 'string' ? encodeURI(value) : writeForm('', value, { ...form, explode: true });
}

/** A whole query that is one JSON text (OpenAPI 3.2). */
export function writeJsonQuery(_name: string, value: unknown, form: ParameterForm): string | undefined {
  return value === undefined ? undefined : form.encode(JSON.stringify(value));
}

/** Escapes what a query cannot hold, and leaves reserved characters as they are (`allowReserved`). */
export function keepReserved(text: string): string {
  return encodeURI(text).replaceAll('%5B', '[').replaceAll('%5D', ']').replaceAll('#', '%23');
}

/** The names and texts of a nested value, with the names in brackets. */
export function* deepPairs(name: string, value: unknown): Generator<readonly [string, string]> {
  if (value === undefined || value === null) return;
  if (typeof value !== 'object') yield [name, `${value as string | number | boolean}`];
  else for (const [key, member] of Object.entries(value)) yield* deepPairs(`${name}[${key}]`, member);
}

function writeNamed(
  name: string,
  value: unknown,
  form: ParameterForm,
  separator: string,
  between: string,
): string | undefined {
  const label = form.encode(name);
  if (form.explode && Array.isArray(value)) {
    const items = textsOf(value).map((text) => `${label}=${form.encode(text)}`);
    return items.length === 0 ? undefined : items.join(between);
  }
  const text = join(value, form, separator, between);
  if (text === undefined || (form.explode && isObject(value))) return text;
  return `${label}=${text}`;
}

function join(value: unknown, form: ParameterForm, separator: string, between: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  const parts = isObject(value)
    ? Object.entries(value)
        .filter(([, member]) => member !== undefined && member !== null)
        .map(([key, member]) => form.encode(key) + (form.explode ? '=' : separator) + form.encode(textOf(member)))
    : textsOf(Array.isArray(value) ? value : [value]).map(form.encode);
  return parts.length === 0 ? undefined : parts.join(form.explode ? between : separator);
}

function textsOf(values: readonly unknown[]): readonly string[] {
  return values.filter((item) => item !== undefined && item !== null).map(textOf);
}

/** Objects inside lists and objects have no form in these styles; JSON at least loses nothing. */
function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
