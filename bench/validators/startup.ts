/** Cold start: a fresh process imports forty validators and makes one call. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figures } from './bars.js';
import { examplesOf, fortyNames } from './cases.js';
import { bundles } from './sizes.js';

const rounds = Number(process.env['STARTS'] ?? 15);

/** Prints the time of import and first call by the wall clock and in processor time, lower quartiles of fresh processes in turns. */
export function reportStartup(): Figures {
  const totals = new Map<string, number>();
  const name = fortyNames.findLast((candidate) => examplesOf(candidate).length > 0) ?? '';
  const sample = join(import.meta.dirname, 'out', 'sample.json');
  writeFileSync(sample, JSON.stringify(examplesOf(name)[0]));
  const calls: Readonly<Record<(typeof bundles)[number], string>> = {
    hookwright: `m.validate${name}(s)`,
    'hookwright-guards': `m.is${name}(s)`,
    typia: `m.validate${name}(s)`,
    ajv: `m.${name}(s)`,
    zod: `m.${name}.safeParse(s)`,
    valibot: `m.parse(m.${name}, s)`,
    arktype: `m.${name}(s)`,
  };
  const empty = join(import.meta.dirname, 'out', 'empty.mjs');
  writeFileSync(empty, 'export const nothing = 0;\n');
  const modules = [
    ['an empty module', empty, ''] as const,
    ...bundles.map(
      (bundle) => [bundle, join(import.meta.dirname, 'out', `forty.${bundle}.mjs`), calls[bundle]] as const,
    ),
  ];
  const runs = new Map<string, Start[]>(modules.map(([of]) => [of, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [of, module, call] of modules) runs.get(of)?.push(start(module, sample, call));
  console.log('\ncold start of 40 validators, ms: import, first call, both, both in processor time');
  for (const [of, starts] of runs) {
    const figures = ([0, 1, 2, 3] as const).map((place) => quartile(starts.map((each) => each[place])));
    console.log(`  ${of.padEnd(30)} ${figures.map((figure) => figure.toFixed(2).padStart(9)).join('')}`);
    totals.set(of, figures[2] ?? NaN);
  }
  return totals;
}

/** Import, first call, both, and both in processor time. */
type Start = readonly [number, number, number, number];

function start(module: string, sample: string, call: string): Start {
  const script = [
    `import { readFileSync } from 'node:fs';`,
    `const s = JSON.parse(readFileSync(${JSON.stringify(sample)}, 'utf8'));`,
    `const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };`,
    `const before = spent(); const a = performance.now(); const m = await import(${JSON.stringify(module)});`,
    `const b = performance.now(); ${call}; const c = performance.now();`,
    `console.log(JSON.stringify([b - a, c - b, c - a, spent() - before]));`,
  ];
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script.join('\n')], {
    encoding: 'utf8',
  });
  return JSON.parse(stdout === '' ? '[1e9, 1e9, 1e9, 1e9]' : stdout) as Start;
}

function quartile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? NaN;
}
