/** The bars of the project against what this run measured. */

/** Measured figures by their place in the report. */
export type Figures = ReadonlyMap<string, number>;

const peers = ['typia', 'ajv standalone', 'zod', 'valibot', 'arktype', 'typebox'] as const;
const github = 'GitHub pull_request, 24 kB, formats on';
const series = 'wearable, 1,000 samples, formats on';

/** Prints every bar with what was measured, and whether it holds: by the best of the interleaved rounds, medians beside it. */
export function reportBars(figures: Figures): void {
  console.log('\nbars');
  const get = (key: string): number => figures.get(key) ?? NaN;
  const ratio = (task: string, name: string, rank: 'best' | 'median'): number =>
    get(`${task} | hookwright | ${rank}`) / get(`${task} | ${name} | ${rank}`);
  const bar = (name: string, measured: number, limit: number, unit: string): void => {
    // A part of the run measures a part of the bars.
    if (Number.isNaN(measured)) return;
    const verdict = measured <= limit ? 'holds' : 'DOES NOT HOLD';
    console.log(`  ${name.padEnd(62)} ${measured.toFixed(2).padStart(10)} <= ${limit} ${unit}: ${verdict}`);
  };
  const ahead = (task: string, names: readonly string[]): void => {
    const ratios = names.map((name) => ratio(task, name, 'best'));
    const worst = ratios.indexOf(Math.max(...ratios));
    const name = names[worst] ?? '';
    bar(`${task}, ${relativeTo(name, ratio(task, name, 'median'))}`, ratios[worst] ?? NaN, 1, 'x');
  };
  const parsing = [`${github}: valid`, 'JSON.parse'] as const;
  bar(`${github}: valid`, get(`${github}: valid | hookwright | best`), 10, 'µs');
  bar(`  ${relativeTo('JSON.parse', ratio(...parsing, 'median'))}`, ratio(...parsing, 'best'), 0.35, 'x');
  ahead(`${github}: valid`, peers);
  bar(`${series}: valid`, get(`${series}: valid | hookwright | best`), 45, 'µs');
  ahead(`${series}: valid`, [...peers, 'ajv standalone, fast formats']);
  for (const task of new Set(
    [...figures.keys()].filter((key) => key.includes('invalid')).map((key) => key.split(' | ')[0] ?? ''),
  ))
    ahead(task, ['ajv standalone']);
  bar('40 event validators with issues, gzip', get('size | hookwright') / 1000, 22, 'kB');
  bar('40 event validators, guards only, gzip', get('size | hookwright-guards') / 1000, 14, 'kB');
  bar('cold start of 40 validators, import and first call', get('start | hookwright'), 5, 'ms');
  for (const provider of ['rook', 'spike', 'terra', 'vital']) {
    for (const rank of ['smallest', 'median']) {
      const measured = get(`one event | ${provider}, ${rank}`) / 1000;
      bar(`one event in a bundle, minified: ${provider}, ${rank}`, measured, 4, 'kB');
    }
  }
  bar('generation', get('generation | schema'), 1, 'ms a schema');
}

function relativeTo(name: string, median: number): string {
  return `relative to ${name} (medians ${median.toFixed(2)})`;
}
