/**
 * A worker that is told by Terra which users disconnected: the signature and the shape of one event, in a bundle of
 * 4 kB. Deploy it wherever `fetch` handlers run, with `TERRA_SIGNING_SECRET` and a queue of your own:
 *
 *     npx esbuild examples/worker/goodbyes.ts --bundle --minify --format=esm --outfile=worker.mjs
 */
import { WebhookError } from '@hookwright/providers';
import { validateDeauthEvent, verifyEvents } from '@hookwright/providers/terra/compact';

/** What the platform hands in. */
export interface Environment {
  /** Two, separated by a comma, while one replaces the other. */
  readonly TERRA_SIGNING_SECRET: string;
  /** Takes the id of a user who is gone. */
  readonly forget: (user: string) => Promise<void>;
}

/** Answers one delivery: 200 makes Terra forget it, anything else makes it try again. */
export async function receive(request: Request, environment: Environment): Promise<Response> {
  try {
    // Verifying reads a copy; the request can be read once more.
    await verifyEvents(request, { secret: environment.TERRA_SIGNING_SECRET.split(',') });
  } catch (error) {
    if (error instanceof WebhookError) return new Response(error.reason, { status: 401 });
    throw error;
  }
  const event: unknown = await request.json().catch(() => undefined);
  // Other events are for somebody else.
  if (!isGoodbye(event)) return new Response();
  const goodbye = validateDeauthEvent(event);
  if (goodbye.issues !== undefined) return Response.json(goodbye.issues, { status: 422 });
  await environment.forget(goodbye.value.user.user_id);
  return new Response();
}

const worker: { readonly fetch: typeof receive } = { fetch: receive };

// Workers are found by their default export.
export default worker;

function isGoodbye(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'type' in event && event.type === 'deauth';
}
