/** What one event of one provider adds to a bundle: from the built package, through a bundler. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Figures } from './bars.js';

const dist = join(import.meta.dirname, '../../generated/dist');

interface Size {
  readonly name: string;
  readonly verify: number;
  readonly validate: number;
  readonly both: number;
  readonly gzip: number;
}

/** Prints the sizes for the smallest and the median event of every provider; returns those of the smallest of all. */
export async function reportOneEvent(): Promise<Figures> {
  console.log('\none event in a bundle, minified bytes: verify, validate, both, both gzip');
  const smallest: Size[] = [];
  for (const provider of ['rook', 'spike', 'terra', 'vital']) {
    const sizes: Size[] = [];
    for (const event of eventsOf(provider)) sizes.push(await sizeOf(provider, event));
    const sorted = sizes.toSorted((a, b) => a.both - b.both);
    for (const size of [sorted[0], sorted[Math.floor(sorted.length / 2)]]) {
      if (size === undefined) continue;
      const numbers = [size.verify, size.validate, size.both, size.gzip].map((value) => String(value).padStart(8));
      console.log(`  ${`${provider} ${size.name}`.padEnd(50)}${numbers.join('')}`);
    }
    smallest.push(...sorted.slice(0, 1));
  }
  const [first] = smallest.toSorted((a, b) => a.both - b.both);
  return new Map(Object.entries({ validate: first?.validate ?? NaN, both: first?.both ?? NaN }));
}

/** Names of the schemas of a provider's events, as its event map has them. */
function eventsOf(provider: string): readonly string[] {
  const map = readFileSync(join(dist, provider, 'event-map.d.ts'), 'utf8');
  const exported = readdirSync(join(dist, provider, 'validators'))
    .filter((file) => file.endsWith('.d.ts'))
    .map((file) => readFileSync(join(dist, provider, 'validators', file), 'utf8'))
    .join('\n');
  const names = [...map.matchAll(/^ {4}\S+: (\w+);$/gm)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => exported.includes(`function validate${name}(`));
}

async function sizeOf(provider: string, name: string): Promise<Size> {
  const definitions = readFileSync(join(dist, provider, 'definitions.d.ts'), 'utf8');
  const verify = /function (verify\w+)\(/.exec(definitions)?.[1] ?? '';
  const from = `from './${provider}/index.js';`;
  const [alone, validate, both] = await Promise.all(
    [verify, `validate${name}`, `${verify}, validate${name}`].map(async (names) =>
      bundle(`export { ${names} } ${from}`),
    ),
  );
  const gzip = gzipSync(both ?? '', { level: 9 }).length;
  return { name, verify: alone?.length ?? 0, validate: validate?.length ?? 0, both: both?.length ?? 0, gzip };
}

async function bundle(contents: string): Promise<string> {
  const result = await build({
    ...{ stdin: { contents, resolveDir: dist }, bundle: true, minify: true, write: false, format: 'esm' },
    ...{ platform: 'node', target: 'es2022', external: ['node:crypto'], logLevel: 'error' },
  });
  return result.outputFiles[0]?.text ?? '';
}
