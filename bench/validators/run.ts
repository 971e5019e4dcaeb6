/** Speed, size, cold start and generation time of validators, ours and the peers', in one run. */
import { createCases } from './cases.js';
import { type Contender, createContenders, prepare } from './contenders.js';
import { reportGeneration, reportSizes } from './sizes.js';
import { reportStartup } from './startup.js';

const rounds = Number(process.env['ROUNDS'] ?? 8);
const milliseconds = Number(process.env['MS'] ?? 60);

interface Task {
  readonly name: string;
  readonly run: () => unknown;
}

prepare();
for (const formats of [true, false]) {
  for (const [index, comparison] of createCases(formats).entries()) {
    const contenders = await createContenders(`${index}${formats ? 'f' : 'n'}`, comparison, formats);
    const text = JSON.stringify(comparison.valid);
    const valid = contenders.map(({ name, is }): Task => ({ name, run: () => is(comparison.valid) }));
    const invalid = contenders.flatMap(({ name, explain }) =>
      explain === undefined ? [] : [{ name, run: cycle(explain, comparison.invalid) }],
    );
    const best = measure([{ name: 'JSON.parse', run: () => JSON.parse(text) as unknown }, ...valid]);
    print(
      `${comparison.name}, formats ${formats ? 'on' : 'off'}: valid, µs`,
      best,
      contenders.filter((contender) => !isRight(contender, comparison)),
    );
    print(`${comparison.name}, formats ${formats ? 'on' : 'off'}: invalid with all issues, µs`, measure(invalid), []);
  }
}
await reportSizes();
reportGeneration();
await reportStartup();

function isRight(
  { is }: Contender,
  { valid, invalid }: { readonly valid: unknown; readonly invalid: readonly unknown[] },
): boolean {
  return is(valid) && invalid.every((value) => !is(value));
}

function cycle(check: (value: unknown) => unknown, values: readonly unknown[]): () => unknown {
  let next = 0;
  return () => check(values[next++ % values.length]);
}

/** Microseconds a call: the best of interleaved rounds, since the machine is shared. */
function measure(tasks: readonly Task[]): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of tasks) best.set(name, Math.min(best.get(name) ?? Infinity, time(run)));
  }
  return best;
}

function time(run: () => unknown): number {
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < milliseconds) {
    for (let index = 0; index < 8; index++) run();
    calls += 8;
  }
  return ((performance.now() - start) / calls) * 1000;
}

function print(title: string, results: ReadonlyMap<string, number>, wrong: readonly Contender[]): void {
  console.log(`\n${title}`);
  for (const [name, value] of [...results].toSorted((a, b) => a[1] - b[1])) {
    const note = wrong.some((contender) => contender.name === name) ? '  (does not tell right from wrong here)' : '';
    console.log(`  ${name.padEnd(30)} ${value.toFixed(2).padStart(9)}${note}`);
  }
}
