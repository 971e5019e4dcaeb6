/**
 * Hours slept in each night of a user, from Terra: one validated call, and every way in which it can end.
 *
 *     TERRA_DEV_ID=… TERRA_API_KEY=… npx tsx examples/client/sleep-report.ts <user id> 2026-11-14 2026-11-21
 */
import { fileURLToPath } from 'node:url';
import { isApiError, RequestError } from '@hookwright/providers/client';
import type { Connection, Fetch } from '@hookwright/providers/client';
import { connect, getSleep, getSleepOperation, getSleepValidators } from '@hookwright/providers/terra';
import type { Sleep } from '@hookwright/providers/terra';

/** One night. */
export interface Night {
  /** When it began, as the provider writes it. */
  readonly from: string;
  /** Undefined where the device does not tell. */
  readonly hours: number | undefined;
}

/** What became of the request. */
export type Report =
  | { readonly kind: 'nights'; readonly nights: readonly Night[] }
  /** The data is too much for one answer: it comes to the webhook, with this reference. */
  | { readonly kind: 'later'; readonly reference: string }
  | { readonly kind: 'failed'; readonly why: string };

/** A connection that takes no answer of another shape than the types say. Tests hand in a `fetch` of their own. */
export function openTerra(credentials: { readonly devId: string; readonly apiKey: string }, fetch?: Fetch): Connection {
  return connect({
    ...{ environment: 'production', ...credentials, fetch },
    validation: 'strict',
    // Only what looks at this one answer is bundled.
    validators: { validate: { getSleep: getSleepValidators } },
  });
}

/** The nights between two days. */
export async function reportSleep(terra: Connection, user: string, from: string, to: string): Promise<Report> {
  try {
    const answer = await getSleep(
      terra,
      { user_id: user, start_date: from, end_date: to },
      { signal: AbortSignal.timeout(60_000) },
    );
    if ('data' in answer) return { kind: 'nights', nights: answer.data.map(toNight) };
    return { kind: 'later', reference: answer.reference };
  } catch (error) {
    return { kind: 'failed', why: explain(error) };
  }
}

function toNight({ metadata, sleep_durations_data: durations }: Sleep): Night {
  const seconds = durations?.asleep?.duration_asleep_state_seconds;
  return { from: metadata.start_time, hours: typeof seconds === 'number' ? seconds / 3600 : undefined };
}

function explain(error: unknown): string {
  if (isApiError(error, getSleepOperation)) {
    if (error.status === 429) return `too many calls, again in ${error.retryAfterSeconds ?? 60} s`;
    return `Terra answered ${error.status}, request ${error.requestId ?? 'unknown'}`;
  }
  // Says which member is wrong, never what it holds.
  if (error instanceof RequestError) return `${error.message} ${JSON.stringify(error.issues.slice(0, 3))}`;
  throw error;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [user = '', from = '', to = ''] = process.argv.slice(2);
  const { TERRA_DEV_ID: devId = '', TERRA_API_KEY: apiKey = '' } = process.env;
  console.log(JSON.stringify(await reportSleep(openTerra({ devId, apiKey }), user, from, to), null, 2));
}
