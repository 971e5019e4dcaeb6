/** A double of `fetch` for tests: answers by method and path, and remembers what was asked. No network. */
import { isStream, streamBody } from './fake-streams.js';
import type { FakeStream } from './fake-streams.js';
import type { StatusOf } from './operation.js';
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
  /** Sent as JSON; bytes, and texts of another content type, as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What an operation may answer: a status that it declares with its body, or any status without one. */
export type FakeAnswerOf<Responses> =
  | {
      readonly [Status in keyof Responses]: {
        readonly status: StatusOf<Status, keyof Responses>;
        readonly body: FakeBodyOf<Responses[Status]>;
        readonly headers?: Readonly<Record<string, string>>;
      };
    }[keyof Responses]
  | {
      readonly status: number;
      readonly body?: undefined;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** What a body is answered with: a stream with its items, as a list or as they come. */
export type FakeBodyOf<Body> = Body extends AsyncIterable<infer Item> ? AsyncIterable<Item> | readonly Item[] : Body;

/** The items of a stream, as a list. */
export type FakeItemsOf<Body> = Body extends AsyncIterable<infer Item> ? readonly Item[] : never;

/** An answer of an operation, or a function that makes one; a `Response` for everything that its types do not allow. */
export type FakeRouteOf<Responses> =
  | FakeAnswerOf<Responses>
  | ((
      request: FakeRequest,
      call: number,
    ) => FakeAnswerOf<Responses> | Response | Promise<FakeAnswerOf<Responses> | Response>);

/** An answer, or a function that makes one; it may throw to break the connection. */
export type FakeRoute =
  | FakeAnswer
  | ((request: FakeRequest, call: number) => FakeAnswer | Response | Promise<FakeAnswer | Response>);

/** The double: hand `fetch` to a client, look at `requests` afterwards. */
export interface FakeFetch {
  readonly fetch: Fetch;
  readonly requests: readonly FakeRequest[];
}

/** An operation, and what it answers. */
export type FakeOperation = readonly [
  operation: { readonly method: string; readonly path: string },
  route: FakeRoute | undefined,
  sample: FakeRoute,
  stream?: FakeStream,
];

/** A double that answers operations: each with its route or else with its sample. */
export function createFakeOperations(operations: readonly FakeOperation[]): FakeFetch {
  const routes = operations.map(([{ method, path }, route, sample, stream]): [string, FakeRoute] => [
    `${method} ${path.split('?', 1)[0] ?? ''}`,
    stream === undefined ? (route ?? sample) : streaming(route ?? sample, stream),
  ]);
  return createFakeFetch(Object.fromEntries(routes));
}

/** A route whose streams are sent as the operation sends them. */
function streaming(route: FakeRoute, stream: FakeStream): FakeRoute {
  return async (request, call) => {
    const answer = typeof route === 'function' ? await route(request, call) : route;
    if (answer instanceof Response || !isStream(answer.body)) return answer;
    const headers = new Headers(answer.headers);
    if (!headers.has('content-type')) headers.set('content-type', stream.mediaType);
    return new Response(streamBody(answer.body, stream), { status: answer.status ?? 200, headers });
  };
}

/**
 * Routes are written as in a document: `GET /users/{user_id}`. Of several that match, the one with the most fixed
 * characters answers; what none matches is answered with 404.
 */
export function createFakeFetch(routes: Readonly<Record<string, FakeRoute>>): FakeFetch {
  const requests: FakeRequest[] = [];
  const counts = new Map<string, number>();
  const fixed = (pattern: string): number => pattern.replaceAll(/\{[^}]*\}/g, '').length;
  const ordered = Object.entries(routes).sort(([left], [right]) => fixed(right) - fixed(left));
  return {
    requests,
    async fetch(address, init) {
      const request = { method: init.method, url: new URL(address), headers: init.headers, body: parsed(init.body) };
      requests.push(request);
      const [key, route] = ordered.find(([pattern]) => matches(pattern, request)) ?? ['', { status: 404 }];
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const answer = typeof route === 'function' ? await route(request, count) : route;
      return answer instanceof Response ? answer : respond(answer);
    },
  };
}

function respond({ status = 200, body, headers }: FakeAnswer): Response {
  const all = new Headers(headers);
  if (body === undefined) return new Response(null, { status, headers: all });
  const type = all.get('content-type') ?? (body instanceof Blob ? body.type : '');
  const raw = body instanceof Blob || body instanceof Uint8Array || (typeof body === 'string' && isNotJson(type));
  if (type === '' && !raw) all.set('content-type', 'application/json');
  return new Response(raw ? (body as BodyInit) : JSON.stringify(body), { status, headers: all });
}

function isNotJson(contentType: string): boolean {
  return contentType !== '' && !/[/+]json\b/.test(contentType);
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
