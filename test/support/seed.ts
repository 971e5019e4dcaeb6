/** What random samples begin with: fast-check itself takes the seed of `test/seed.ts` for its properties only. */
import fc from 'fast-check';

/** The seed of this run: fixed, the number in `HOOKWRIGHT_SEED`, or a new one where that says `random`. */
export const seed: number = seedOf(process.env['HOOKWRIGHT_SEED'] ?? '20261121');

function seedOf(wanted: string): number {
  return wanted === 'random' ? (fc.sample(fc.nat(), 1)[0] ?? 0) : Number(wanted);
}
