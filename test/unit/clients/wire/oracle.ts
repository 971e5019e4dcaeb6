/**
 * What a request has to look like, from the document as it was written (not from the generator's reading of it): the
 * rules of the OpenAPI Specification for Parameter, Media Type and Encoding Objects.
 */
import { encodeUri, expand } from './expansion.js';

type Json = Readonly<Record<string, unknown>>;

/** What has to arrive. */
export interface Expected {
  readonly method: string;
  /** Path and query, escaped. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookie: string | undefined;
}

/** The raw operation, its path item, and the document to look references up in. */
export interface RawOperation {
  readonly document: Json;
  readonly path: string;
  readonly method: string;
  readonly item: Json;
  readonly operation: Json;
}

/** Finds an operation in a document. */
export function rawOperation(document: Json, path: string, method: string): RawOperation {
  const item = deref(document, (document['paths'] as Json)[path]);
  return { document, path, method, item, operation: item[method] as Json };
}

/** The request line and headers that these values have to become. */
export function expectedRequest(raw: RawOperation, values: Json): Expected {
  const parameters = parametersOf(raw).filter((parameter) => values[String(parameter['name'])] !== undefined);
  const written = parameters.map((parameter) => ({
    place: parameter['in'],
    name: String(parameter['name']),
    text: writtenParameter(parameter, values[String(parameter['name'])]),
  }));
  const at = (place: string) => written.filter((each) => each.place === place && each.text !== '');
  const declared = new Set(at('path').map(({ name }) => name));
  const path = raw.path.replaceAll(/\{([^{}]+)\}/g, (_braces, name: string) => {
    const text = at('path').find((each) => each.name === name)?.text;
    // A path parameter that the document forgot is a text.
    return declared.has(name) ? (text ?? '') : encodeUri(String(values[name]));
  });
  const query = [...at('query'), ...at('querystring')].map(({ text }) => text).join('&');
  const cookies = at('cookie').map(({ text }) => text);
  return {
    method: raw.method.toUpperCase(),
    target: query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`,
    headers: Object.fromEntries(at('header').map(({ name, text }) => [name.toLowerCase(), text])),
    cookie: cookies.length === 0 ? undefined : cookies.join('; '),
  };
}

/** The Media Type Object of a request body. */
export function bodyMedia(raw: RawOperation, mediaType: string): Json {
  const body = deref(raw.document, raw.operation['requestBody']);
  return deref(raw.document, (body['content'] as Json)[mediaType]);
}

/** Follows references. */
export function deref(document: Json, value: unknown): Json {
  let current = (value ?? {}) as Json;
  for (let hops = 0; hops < 16 && typeof current['$ref'] === 'string'; hops += 1) {
    const tokens = current['$ref'].replace(/^#\//, '').split('/');
    current = tokens.reduce<Json>(
      (node, token) => node[decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~')] as Json,
      document,
    );
  }
  return current;
}

function parametersOf({ document, item, operation }: RawOperation): readonly Json[] {
  const lists = [item['parameters'], operation['parameters']].map((list) => (list ?? []) as readonly unknown[]);
  const all = lists.flat().map((parameter) => deref(document, parameter));
  const byKey = new Map(all.map((each) => [`${String(each['in'])} ${String(each['name'])}`, each]));
  return [...byKey.values()].filter(
    (each) => each['in'] !== 'header' || !/^(accept|content-type|authorization)$/i.test(String(each['name'])),
  );
}

function writtenParameter(parameter: Json, value: unknown): string {
  const place = String(parameter['in']);
  const name = String(parameter['name']);
  const [media] = Object.keys(parameter['content'] ?? {});
  if (place === 'querystring') return wholeQuery(media ?? '', value);
  if (media !== undefined) {
    const text = JSON.stringify(value);
    // Headers are not part of an address: nothing in them is escaped.
    if (place === 'header') return text;
    return place === 'query' || place === 'cookie' ? `${encodeUri(name)}=${encodeUri(text)}` : encodeUri(text);
  }
  const fallback = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  const style = typeof parameter['style'] === 'string' ? parameter['style'] : fallback;
  const explode =
    typeof parameter['explode'] === 'boolean' ? parameter['explode'] : style === 'form' || style === 'cookie';
  return styled({ place, name, style, explode, reserved: parameter['allowReserved'] === true }, value);
}

interface Styled {
  readonly place: string;
  readonly name: string;
  readonly style: string;
  readonly explode: boolean;
  readonly reserved: boolean;
}

function styled({ place, name, style, explode, reserved }: Styled, value: unknown): string {
  switch (style) {
    case 'simple':
      return place === 'header'
        ? decodeURIComponent(expand('', name, explode, value))
        : expand('', name, explode, value);
    case 'label':
      return expand('.', name, explode, value);
    case 'matrix':
      return expand(';', name, explode, value);
    case 'form': {
      const text = reserved
        ? // What would end the query is escaped all the same.
          `${encodeUri(name)}=${expand('+', name, explode, value).replaceAll('#', '%23')}`
        : expand('?', name, explode, value).slice(1);
      return place === 'cookie' ? text.replaceAll('&', '; ') : text;
    }
    case 'cookie':
      // OpenAPI 3.2: as `form`, but nothing is escaped.
      return decodeURIComponent(expand('?', name, explode, value).slice(1).replaceAll('&', '; '));
    case 'spaceDelimited':
    case 'pipeDelimited':
      return explode
        ? expand('?', name, true, value).slice(1)
        : expand('?', name, false, value)
            .slice(1)
            .replaceAll(',', style === 'spaceDelimited' ? '%20' : '%7C');
    case 'deepObject':
      return bracketPairs(name, value)
        .map(([key, text]) => `${encodeUri(key)}=${encodeUri(text)}`)
        .join('&');
    default:
      throw new Error(`no such style: ${style}`);
  }
}

function wholeQuery(media: string, value: unknown): string {
  if (media.includes('json')) return encodeUri(JSON.stringify(value));
  return typeof value === 'string' ? value : expand('?', '', true, value).slice(1);
}

/** `a[b][0]=c`: OpenAPI defines one level; this is how Stripe, PHP, Rails and qs go on. */
export function bracketPairs(name: string, value: unknown): readonly (readonly [string, string])[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [[name, plain(value)]];
  return Object.entries(value).flatMap(([key, member]) => bracketPairs(`${name}[${key}]`, member));
}

/** The pairs of an `application/x-www-form-urlencoded` body. */
export function formPairs(media: Json, value: Json): readonly (readonly [string, string])[] {
  const encodings = (media['encoding'] ?? {}) as Readonly<Record<string, Json | undefined>>;
  return Object.entries(value).flatMap(([name, member]) => {
    if (member === undefined || member === null) return [];
    const { style, explode, contentType } = encodings[name] ?? {};
    if (style === 'deepObject') return bracketPairs(name, member);
    if (style !== undefined || explode !== undefined) {
      const form = {
        place: 'query',
        name,
        style: typeof style === 'string' ? style : 'form',
        explode: explode !== false,
        reserved: false,
      };
      return [...new URLSearchParams(styled(form, member))];
    }
    if (typeof contentType === 'string' && contentType.includes('json')) return [[name, JSON.stringify(member)]];
    return (Array.isArray(member) ? member : [member]).map((item: unknown) => [name, plain(item)] as const);
  });
}

/** The parts of a `multipart/form-data` body: name, text or bytes, and a content type where the document names one. */
export function multipartParts(
  media: Json,
  value: Json,
): readonly { readonly name: string; readonly value: string | Blob; readonly type: string | undefined }[] {
  const encodings = (media['encoding'] ?? {}) as Readonly<Record<string, Json | undefined>>;
  return Object.entries(value).flatMap(([name, member]) => {
    if (member === undefined || member === null) return [];
    const type = encodings[name]?.['contentType'];
    return (Array.isArray(member) ? member : [member]).map((item: unknown) => ({
      name,
      value: item instanceof Blob ? item : plain(item),
      type: typeof type === 'string' ? type : undefined,
    }));
  });
}

function plain(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`;
}
