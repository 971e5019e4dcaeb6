/** Where validators are printed when a provider is large: in a second thread, beside all the rest. */
import type { ProviderFolder } from './load/folder.js';
import type { Asked, Printed } from './print-thread.js';
import { HAS_THREADS, startThread } from './thread.js';
import type { Thread } from './thread.js';

/** A thread that prints what `validatorsEmitter` plans. */
export type PrintThread = Thread<Asked, Printed>;

/** From this many characters of input on a thread is worth its start. */
const WORTH_A_THREAD = 1_000_000;

/** In megabytes. With a larger one Stripe's document took no less time, and 10 MB more. */
const NURSERY = 4;

/** Started before the provider is built, so that it is there when it is needed; undefined for a provider that is small. */
export function startPrintThread({ files }: ProviderFolder): PrintThread | undefined {
  const characters = files.reduce((sum, { text }) => sum + text.length, 0);
  return HAS_THREADS && characters > WORTH_A_THREAD ? startThread('./print-thread.js', NURSERY) : undefined;
}
