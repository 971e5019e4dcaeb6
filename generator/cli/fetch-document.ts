/** A vendor's document by address: https only, conditional, bounded in time and size. */
import { UsageError } from '../diagnostics.js';

/** What is kept from one fetch to the next. */
export interface FetchState {
  readonly url: string;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** An answer; without a text the document is the one of last time. */
export interface Fetched {
  readonly text: string | undefined;
  readonly state: FetchState;
}

const MAX_BYTES = 64 << 20;
const MAX_REDIRECTS = 3;

/** Fetches `url`, or learns that it has not changed since `earlier`. */
export async function fetchDocument(url: string, earlier: FetchState | undefined): Promise<Fetched> {
  const known = earlier?.url === url ? earlier : undefined;
  const response = await follow(url, {
    accept: 'application/json, application/yaml, text/yaml, */*;q=0.5',
    ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
    ...(known?.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
  });
  if (response.status === 304 && known !== undefined) return { text: undefined, state: known };
  if (response.status !== 200) throw new UsageError(`${url} answered ${response.status}`);
  const state: FetchState = {
    url,
    etag: response.headers.get('etag') ?? undefined,
    lastModified: response.headers.get('last-modified') ?? undefined,
  };
  return { text: await readText(response, url), state };
}

/** Every step of a redirect is held to https too. */
async function follow(start: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  let url = start;
  for (let step = 0; step <= MAX_REDIRECTS; step += 1) {
    requireHttps(url);
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(30_000) }).catch(
      () => undefined,
    );
    if (response === undefined) throw new UsageError(`${url} cannot be reached`);
    const target = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || response.status === 304 || target === null) return response;
    url = new URL(target, url).href;
  }
  throw new UsageError(`${start} redirects more than ${MAX_REDIRECTS} times`);
}

/** A server on this machine may do without, for tests and proxies. */
function requireHttps(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isLocal = parsed?.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(parsed.hostname);
  if (parsed?.protocol !== 'https:' && !isLocal) throw new UsageError(`"${url}" is not an https address`);
}

async function readText(response: Response, url: string): Promise<string> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > MAX_BYTES) throw new UsageError(`${url} is larger than ${MAX_BYTES >> 20} MB`);
    chunks.push(read.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
