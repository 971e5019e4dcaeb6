/**
 * Loaded into a measured server before it starts: on SIGUSR2 it says for how long its event loop stood still at most, and how much of
 * that was work of its own, in processor time: what other processes take from it on a busy machine is not among that.
 */
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) watch();

function watch(): void {
  const resolution = 5;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  let longest = 0;
  let before = worked();
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const now = worked();
    longest = Math.max(longest, now - before);
    before = now;
  };
  process.on('SIGUSR2', () => {
    look();
    // What is recorded is the time between two looks, the wait between them included.
    console.log(`stall ${Math.max(0, delay.max / 1e6 - resolution).toFixed(1)} work ${longest.toFixed(1)}`);
    delay.reset();
    longest = 0;
    // From the first question on, so that throughput is measured without.
    timer ??= setInterval(look, 2).unref();
  });
}

/** Milliseconds that this thread has worked. */
function worked(): number {
  return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
}
