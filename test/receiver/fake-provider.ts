/** A provider that answers calls of follow-ups, and remembers them. */
import type { ClientSettings } from '../../runtime/receiver/follow-ups.js';

/** A client with a made-up key. */
export const vital: ClientSettings = {
  provider: 'vital',
  environment: 'sandbox',
  factory: 'createClient',
  options: { environment: 'sandbox_us', apiKey: 'sk_test_0123456789' },
  budget: [{ requests: 100, seconds: 60 }],
  gapCalls: [],
};

/** An event that asks for a call. */
export const historical = {
  event_type: 'historical.data.weight.created',
  user_id: '0c6b1b5e-4a4e-4d37-9a55-0d5b0a6a3a10',
  client_user_id: 'user-4711',
  team_id: '8f2f6d1e-2e0a-4d0e-9a56-3f6e6f2d8a11',
  data: {
    user_id: '0c6b1b5e-4a4e-4d37-9a55-0d5b0a6a3a10',
    start_date: '2026-01-01T00:00:00+00:00',
    end_date: '2026-01-31T00:00:00+00:00',
    provider: 'withings',
    is_final: true,
  },
};

/** Answers calls and remembers them. */
export function fakeFetch(answerOf: (url: URL, calls: number) => Response): { fetch: typeof fetch; urls: URL[] } {
  const urls: URL[] = [];
  const fake = (input: RequestInfo | URL): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    urls.push(url);
    return Promise.resolve(answerOf(url, urls.length));
  };
  return { fetch: fake, urls };
}

/** An answer. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
