/** Cold start: a fresh process imports forty validators and makes one call. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figures } from './bars.js';
import { examplesOf, fortyNames } from './cases.js';
import { bundles } from './sizes.js';

const rounds = Number(process.env['STARTS'] ?? 9);

/** Prints the time of import and first call, the lower quartile of fresh processes. */
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
  console.log('\ncold start of 40 validators, processor time: import ms, first call ms');
  for (const bundle of bundles) {
    const runs = Array.from({ length: rounds }, () =>
      start(join(import.meta.dirname, 'out', `forty.${bundle}.mjs`), sample, calls[bundle]),
    );
    const [load, call] = [quartile(runs.map(([first]) => first)), quartile(runs.map(([, second]) => second))];
    console.log(`  ${bundle.padEnd(30)} ${load.toFixed(2).padStart(9)} ${call.toFixed(2).padStart(9)}`);
    totals.set(bundle, load + call);
  }
  return totals;
}

function start(module: string, sample: string, call: string): readonly [number, number] {
  const script = [
    `import { readFileSync } from 'node:fs';`,
    `const s = JSON.parse(readFileSync(${JSON.stringify(sample)}, 'utf8'));`,
    `const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };`,
    `const a = spent(); const m = await import(${JSON.stringify(module)});`,
    `const b = spent(); ${call}; console.log(JSON.stringify([b - a, spent() - b]));`,
  ];
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script.join('\n')], {
    encoding: 'utf8',
  });
  return JSON.parse(stdout === '' ? '[1e9, 1e9]' : stdout) as [number, number];
}

function quartile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? NaN;
}
