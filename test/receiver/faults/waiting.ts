/** Bounded waits. */

/** Waits until something holds; fails after so many seconds. */
export async function eventually(check: () => Promise<boolean> | boolean, what: string, seconds = 60): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    if (await check()) return;
    await pause(25);
  }
  throw new Error(`Waited ${seconds} s in vain: ${what}`);
}

/** Milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** How many rounds of crashes: few in CI, `npm run test:faults` sets more. */
export const rounds: number = Number(process.env['HOOKWRIGHT_FAULT_ROUNDS'] ?? 5);

/** Time for tests of which every round takes up to ten seconds. */
export const roundsTimeout: number = 60_000 + rounds * 40_000;

/** One line of counts, so that a passing run shows what it proved. */
export function tell(what: string, counts: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${what}: ${JSON.stringify(counts)}\n`);
}
