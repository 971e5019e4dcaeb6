/**
 * How the engine compiles and collects: by default so soon that a run of a second spends a third of its processor time on
 * compiling, and so late that most of its memory is what nobody holds.
 */
import { setFlagsFromString } from 'node:v8';

/** The heap may grow to 1.6 times of what is alive before all of it is looked at, instead of to about four times. */
const GROWTH = '--heap-growing-percent=60';

/**
 * Young objects get the room they may have at once, instead of by doubling: what a run prints outlives a small one. Each
 * thread collects its own: helpers would take the processors from the threads that print.
 */
const YOUNG = ['--semi-space-growth-factor=16', '--no-parallel-scavenge'] as const;

/** By the engine's major version: Node 20 has 11, 22 has 12, 24 has 13. Others are left alone, as they may not know these. */
const FLAGS: ReadonlyMap<number, readonly string[]> = new Map([
  [11, [GROWTH, ...YOUNG, '--interrupt-budget=1000000']],
  [12, [GROWTH, ...YOUNG, '--invocation-count-for-turbofan=30000']],
  [13, [GROWTH, ...YOUNG, '--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=6000']],
]);

/**
 * Lets functions run about ten times as often before they are optimized. A command ends before most of them would pay
 * that back; in one that reads for minutes, those that matter are optimized within its first second.
 */
export function tuneEngine(): void {
  for (const flag of FLAGS.get(Number.parseInt(process.versions.v8, 10)) ?? []) setFlagsFromString(flag);
}
