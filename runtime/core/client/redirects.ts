/** Redirects, for providers that use them: `connect({ fetch: followRedirects() })`. Without it a 3xx is an answer. */
import { RequestError } from './errors.js';
import type { Fetch, FetchInit } from './settings.js';

const MAX_HOPS = 5;

/**
 * Wraps a `fetch`. Credentials stay within the origin: the platform's own redirects would carry API keys in headers of
 * their own to any host. A body is only sent again with 307 and 308, within the origin.
 */
export function followRedirects(fetch: Fetch = (url, init) => globalThis.fetch(url, init)): Fetch {
  return async (address, init) => {
    let [url, request] = [new URL(address), init];
    for (let hops = 0; ; hops += 1) {
      const response = await fetch(url.href, request);
      const location = isRedirect(response.status) ? response.headers.get('location') : null;
      if (location === null) return response;
      const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
      if (next === undefined || hops === MAX_HOPS || !mayFollow(request, response.status, url, next))
        throw new RequestError('refused_redirect', new URL(address).pathname);
      response.body?.cancel().catch(() => undefined);
      [url, request] = [next, nextRequest(request, response.status, next.origin === url.origin)];
    }
  };
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function mayFollow({ method }: FetchInit, status: number, from: URL, to: URL): boolean {
  if (to.protocol !== 'https:' && (to.protocol !== 'http:' || from.protocol !== 'http:')) return false;
  return /^(GET|HEAD)$/.test(method) || status === 303 || (status >= 307 && to.origin === from.origin);
}

function nextRequest({ body, ...init }: FetchInit, status: number, sameOrigin: boolean): FetchInit {
  const headers = sameOrigin ? new Headers(init.headers) : new Headers({ accept: init.headers.get('accept') ?? '*/*' });
  if (status !== 303) return { ...init, headers, ...(body === undefined ? {} : { body }) };
  headers.delete('content-type');
  return { ...init, headers, method: init.method === 'HEAD' ? 'HEAD' : 'GET' };
}
