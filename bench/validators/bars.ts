/** The bars of the project against what this run measured. */

/** Measured figures by their place in the report. */
export type Figures = ReadonlyMap<string, number>;

const peers = ['typia', 'ajv standalone', 'zod', 'valibot', 'arktype', 'typebox'] as const;
const github = 'GitHub pull_request, 24 kB, formats on';
const series = 'wearable, 1,000 samples, formats on';

/** Prints every bar with what was measured, and whether it holds. Ratios and ranks are of medians. */
export function reportBars(figures: Figures): void {
  console.log('\nbars');
  const get = (key: string): number => figures.get(key) ?? NaN;
  const ours = (task: string, kind = 'median'): number => get(`${task} | hookwright | ${kind}`);
  const bar = (name: string, measured: number, limit: number, unit: string): void => {
    // A part of the run measures a part of the bars.
    if (Number.isNaN(measured)) return;
    const verdict = measured <= limit ? 'holds' : 'DOES NOT HOLD';
    console.log(`  ${name.padEnd(62)} ${measured.toFixed(2).padStart(10)} <= ${limit} ${unit}: ${verdict}`);
  };
  const ahead = (task: string, names: readonly string[]): void => {
    const ratios = names.map((name) => ours(task) / get(`${task} | ${name} | median`));
    const worst = ratios.indexOf(Math.max(...ratios));
    bar(`${task}, relative to ${names[worst] ?? ''}, the closest`, ratios[worst] ?? NaN, 1, 'x');
  };
  bar(`${github}: valid, best`, ours(`${github}: valid`, 'best'), 10, 'µs');
  bar('  relative to JSON.parse', ours(`${github}: valid`) / get(`${github}: valid | JSON.parse | median`), 0.35, 'x');
  ahead(`${github}: valid`, peers);
  bar(`${series}: valid, best`, ours(`${series}: valid`, 'best'), 45, 'µs');
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
