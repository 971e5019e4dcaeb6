/** A double of `fetch` for tests: answers by method and path, and remembers what was asked. No network. */
import type { Fetch } from './settings.js';

/** A request as the double saw it. */
export interface FakeRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** JSON where it is JSON; otherwise what was given to fetch. */
  readonly body: unknown;
}

/** What to answer. Without a body: an empty one; a `Response` is sent as it is. */
export interface FakeAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, or a function that makes one; it may throw to break the connection. */
export type FakeRoute =
  | FakeAnswer
  | ((request: FakeRequest, call: number) => FakeAnswer | Response | Promise<FakeAnswer | Response>);

/** The double: hand `fetch` to a client, look at `requests` afterwards. */
export interface FakeFetch {
  readonly fetch: Fetch;
  readonly requests: readonly FakeRequest[];
}

/** Routes are written as in a document: `GET /users/{user_id}`. What no route matches is answered with 404. */
export function createFakeFetch(routes: Readonly<Record<string, FakeRoute>>): FakeFetch {
  const requests: FakeRequest[] = [];
  const counts = new Map<string, number>();
  return {
    requests,
    async fetch(address, init) {
      const request = { method: init.method, url: new URL(address), headers: init.headers, body: parsed(init.body) };
      requests.push(request);
      const [key, route] = Object.entries(routes).find(([pattern]) => matches(pattern, request)) ?? [
        '',
        { status: 404 },
      ];
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const answer = typeof route === 'function' ? await route(request, count) : route;
      return answer instanceof Response ? answer : respond(answer);
    },
  };
}

function respond(answer: FakeAnswer): Response {
  const body = answer.body === undefined ? null : JSON.stringify(answer.body);
  const headers = { ...(body === null ? {} : { 'content-type': 'application/json' }), ...answer.headers };
  return new Response(body, { status: answer.status ?? 200, headers });
}

// The end of the path counts, so that routes hold whatever the base address is.
function matches(pattern: string, request: FakeRequest): boolean {
  const [method = '', template = ''] = pattern.split(' ', 2);
  const source = template
    .split(/\{[^}]*\}/)
    .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('[^/]+');
  return method === request.method && new RegExp(`${source}$`).test(request.url.pathname);
}

function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
