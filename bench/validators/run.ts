/**
 * Speed, size, cold start and generation time of validators, ours and the peers', in one run; `PARTS=size,start` runs some
 * of it: speed, size (which start needs), generation, start, one-event.
 */
import { type Figures, reportBars } from './bars.js';
import { createCases } from './cases.js';
import { type Contender, createContenders, prepare } from './contenders.js';
import { reportOneEvent } from './one-event.js';
import { reportGeneration, reportSizes } from './sizes.js';
import { reportStartup } from './startup.js';

const rounds = Number(process.env['ROUNDS'] ?? 7);
const milliseconds = Number(process.env['MS'] ?? 40);
const parts = process.env['PARTS']?.split(',');

interface Task {
  readonly name: string;
  readonly run: () => unknown;
}

/** Microseconds a call: the best of interleaved rounds and the median of them. */
interface Timing {
  readonly best: number;
  readonly median: number;
}

prepare();
const figures = new Map<string, number>();
if (runs('speed')) for (const formats of [true, false]) await reportSpeed(formats);
if (runs('size')) add('size', await reportSizes());
if (runs('generation')) add('generation', reportGeneration());
if (runs('start')) add('start', reportStartup());
if (runs('one-event')) add('one event', await reportOneEvent());
reportBars(figures);

function runs(part: string): boolean {
  return parts?.includes(part) ?? true;
}

async function reportSpeed(formats: boolean): Promise<void> {
  for (const [index, comparison] of createCases(formats).entries()) {
    const contenders = await createContenders(`${index}${formats ? 'f' : 'n'}`, comparison, formats);
    const text = JSON.stringify(comparison.valid);
    const valid = contenders.map(({ name, is }): Task => ({ name, run: () => is(comparison.valid) }));
    const invalid = contenders.flatMap(({ name, explain }) =>
      explain === undefined ? [] : [{ name, run: cycle(explain, comparison.invalid) }],
    );
    const wrong = contenders.filter((contender) => !isRight(contender, comparison));
    const title = `${comparison.name}, formats ${formats ? 'on' : 'off'}`;
    const parse: Task = { name: 'JSON.parse', run: () => JSON.parse(text) as unknown };
    print(`${title}: valid`, measure([parse, ...valid]), wrong);
    print(`${title}: invalid with all issues`, measure(invalid), []);
  }
}

function add(group: string, more: Figures): void {
  for (const [name, value] of more) figures.set(`${group} | ${name}`, value);
}

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

function measure(tasks: readonly Task[]): ReadonlyMap<string, Timing> {
  const times = new Map(tasks.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of tasks) times.get(name)?.push(time(run));
  }
  return new Map([...times].map(([name, list]) => [name, summarize(list)]));
}

function summarize(list: readonly number[]): Timing {
  const sorted = list.toSorted((a, b) => a - b);
  return { best: sorted[0] ?? NaN, median: sorted[Math.floor(sorted.length / 2)] ?? NaN };
}

/** Microseconds of processor time for a call: others on the machine do not count. */
function time(run: () => unknown): number {
  let batch = 1;
  let spent = timeBatch(run, batch);
  while (spent < 1000) spent = timeBatch(run, (batch *= 2));
  let calls = batch;
  for (; spent < milliseconds * 1000; calls += batch) spent += timeBatch(run, batch);
  return spent / calls;
}

function timeBatch(run: () => unknown, count: number): number {
  const start = process.cpuUsage();
  for (let index = 0; index < count; index++) run();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

function print(title: string, results: ReadonlyMap<string, Timing>, wrong: readonly Contender[]): void {
  console.log(`\n${title.padEnd(64)} best µs  median µs`);
  for (const [name, { best, median }] of [...results].toSorted((a, b) => a[1].median - b[1].median)) {
    const note = wrong.some((contender) => contender.name === name) ? '  (does not tell right from wrong here)' : '';
    console.log(`  ${name.padEnd(58)} ${best.toFixed(2).padStart(9)} ${median.toFixed(2).padStart(9)}${note}`);
    figures.set(`${title} | ${name} | best`, best);
    figures.set(`${title} | ${name} | median`, median);
  }
}
