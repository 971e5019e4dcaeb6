/** A vendor's document by address: https only, conditional, bounded in time and size. */
import { UsageError } from '../diagnostics.js';

/** What a server said of the document, to ask next time only whether it changed. */
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
export async function fetchDocument(
  url: string,
  earlier: FetchState | undefined,
  maxBytes: number = MAX_BYTES,
): Promise<Fetched> {
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
  return { text: await readText(response, url, maxBytes), state };
}

/** Every step of a redirect is held to https too. */
async function follow(start: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  let url = start;
  for (let step = 0; step <= MAX_REDIRECTS; step += 1) {
    requireHttps(url);
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(30_000) }).catch(
      (error: unknown) => {
        throw new UsageError(`${url} cannot be reached (${causeOf(error)})`);
      },
    );
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

async function readText(response: Response, url: string, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const next = async () =>
    reader?.read().catch((error: unknown) => {
      throw new UsageError(`${url} broke off after ${size} bytes (${causeOf(error)})`);
    });
  for (let read = await next(); read?.done === false; read = await next()) {
    size += read.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel().catch(() => undefined);
      throw new UsageError(`${url} is larger than ${Math.floor(maxBytes / (1 << 20))} MB`);
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `ECONNREFUSED`, `ENOTFOUND`, `TimeoutError`: the name of what went wrong, without addresses. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return 'unknown failure';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}
