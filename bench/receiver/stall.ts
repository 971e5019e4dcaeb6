/** Loaded into a measured server before it starts: on SIGUSR2 it says for how long its event loop stood still at most. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const resolution = 5;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  process.on('SIGUSR2', () => {
    // What is recorded is the time between two looks, the wait between them included.
    console.log(`stall ${Math.max(0, delay.max / 1e6 - resolution).toFixed(1)}`);
    delay.reset();
  });
}
