/**
 * What one event of one provider adds to a bundle: from the built package, through esbuild as it comes. It wraps modules
 * that the client in the index could load later, which is 0.4 kB that other bundlers do not add.
 */
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

/** The two ways to import an event: what the provider's index has, and the entry that is made for bundles. */
const entries = ['index', 'compact/index'] as const;

/**
 * Prints the sizes of the smallest, the median and the largest event of every provider, imported either way; returns
 * those of the entry that is made for bundles.
 */
export async function reportOneEvent(): Promise<Figures> {
  const figures = new Map<string, number>();
  for (const entry of entries) {
    console.log(`\none event in a bundle (${entry}), minified bytes: verify, validate, both, both gzip`);
    for (const provider of ['rook', 'spike', 'terra', 'vital']) {
      const sizes: Size[] = [];
      for (const event of eventsOf(provider)) sizes.push(await sizeOf(provider, entry, event));
      const sorted = sizes.toSorted((a, b) => a.both - b.both);
      const [smallest, median] = [sorted[0], sorted[Math.floor(sorted.length / 2)]];
      for (const size of [smallest, median, sorted.at(-1)]) if (size !== undefined) print(provider, size);
      const within = sorted.filter(({ both }) => both <= 4000).length;
      console.log(`  ${provider}: ${within} of ${sorted.length} events within 4 kB`);
      if (entry === 'compact/index') {
        figures.set(`${provider}, smallest`, smallest?.both ?? NaN);
        figures.set(`${provider}, median`, median?.both ?? NaN);
      }
    }
  }
  return figures;
}

function print(provider: string, { name, verify, validate, both, gzip }: Size): void {
  const numbers = [verify, validate, both, gzip].map((value) => String(value).padStart(8));
  console.log(`  ${`${provider} ${name}`.padEnd(50)}${numbers.join('')}`);
}

/** Names of the schemas of a provider's events, as its event map has them. */
function eventsOf(provider: string): readonly string[] {
  const map = readFileSync(join(dist, provider, 'event-map.d.ts'), 'utf8');
  const exported = readdirSync(join(dist, provider, 'validators'))
    .filter((file) => file.endsWith('.d.ts'))
    .map((file) => readFileSync(join(dist, provider, 'validators', file), 'utf8'))
    .join('\n');
  const names = [...map.matchAll(/^ {4}\S+: (\w+);$/gm)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => exported.includes(`const validate${name}:`));
}

async function sizeOf(provider: string, entry: (typeof entries)[number], name: string): Promise<Size> {
  const verify = verifierOf(provider, name);
  const from = `from './${provider}/${entry}.js';`;
  const [alone, validate, both] = await Promise.all(
    [verify, `validate${name}`, `${verify}, validate${name}`].map(async (names) =>
      bundle(`export { ${names} } ${from}`),
    ),
  );
  const gzip = gzipSync(both ?? '', { level: 9 }).length;
  return { name, verify: alone?.length ?? 0, validate: validate?.length ?? 0, both: both?.length ?? 0, gzip };
}

/** The verifier of the webhook that carries the event. */
function verifierOf(provider: string, event: string): string {
  const map = readFileSync(join(dist, provider, 'event-map.d.ts'), 'utf8');
  const interfaces = [...map.matchAll(/interface \w+EventMap \{.*?\n\}/gs)].map(([text]) => text);
  const place = interfaces.findIndex((text) => text.includes(`: ${event};`));
  const definitions = readFileSync(join(dist, provider, 'definitions.d.ts'), 'utf8');
  return [...definitions.matchAll(/function (verify\w+)\(/g)][place]?.[1] ?? '';
}

async function bundle(contents: string): Promise<string> {
  const result = await build({
    ...{ stdin: { contents, resolveDir: dist }, bundle: true, minify: true, write: false, format: 'esm' },
    ...{ platform: 'node', target: 'es2022', external: ['node:crypto'], logLevel: 'error' },
  });
  return result.outputFiles[0]?.text ?? '';
}
