/** Sizes of forty event validators and of one, and the time that generation takes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { emitValidators } from '../../generator/emit/validators/emit.js';
import type { Figures } from './bars.js';
import { fortyNames, fortySchemas, toKebab, toNamed } from './cases.js';
import { ajvSource, bundleOwn, bundlePeer, compileTypia } from './contenders.js';
import { arktypeSource, valibotSource, zodSource } from './convert.js';

/** Bundles that the start-up benchmark loads. */
export const bundles = ['hookwright', 'hookwright-guards', 'typia', 'ajv', 'zod', 'valibot', 'arktype'] as const;

/** Prints the sizes of forty event validators, bundled and minified: one export for an event, as peers have it. */
export async function reportSizes(): Promise<Figures> {
  const sizes = new Map<string, number>();
  const show = (name: string, code: string): void => void sizes.set(name, save(name, code));
  const schemas = fortySchemas(true);
  const entry = (names: (name: string) => string): string =>
    fortyNames.map((name) => `export { ${names(name)} } from '/src/p/validators/${toKebab(name)}.js';`).join('\n');
  const parts = (prefixes: readonly string[]) => (name: string) =>
    prefixes.map((prefix) => `${prefix}${name}`).join(', ');
  console.log('\n40 event validators, bundled and minified: bytes, gzip');
  show('hookwright-guards', await bundleOwn(schemas, entry(parts(['is']))));
  show('hookwright', await bundleOwn(schemas, entry(parts(['validate']))));
  show(
    'hookwright with JSON Schema',
    await bundleOwn(
      schemas,
      entry((name) => `validate${name}, ${name}Schema`),
    ),
  );
  show('typia', await bundlePeer(compileTypia('forty', schemas, fortyNames)));
  show('ajv', await bundlePeer(ajvSource(schemas, fortyNames, false, false)));
  show('ajv, inlineRefs: false', await bundlePeer(ajvSource(schemas, fortyNames, false, false, false)));
  show('zod', await bundlePeer(zodSource(schemas)));
  show('valibot', await bundlePeer(`${valibotSource(schemas)}\nexport const parse = v.safeParse;`));
  show('arktype', await bundlePeer(arktypeSource(schemas)));
  return sizes;
}

/** Prints the time to print the forty events. */
export function reportGeneration(): Figures {
  const schemas = toNamed(fortySchemas(true));
  let best = Infinity;
  for (let round = 0; round < 12; round++) {
    const start = process.cpuUsage();
    emitValidators(schemas, { provider: 'p' });
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  console.log(
    `\ngeneration: ${schemas.length} schemas in ${best.toFixed(1)} ms, ${(best / schemas.length).toFixed(2)} ms a schema`,
  );
  return new Map([['schema', best / schemas.length]]);
}

/** Writes a bundle for the start-up benchmark and prints its size; returns what it is compressed. */
function save(name: string, code: string): number {
  writeFileSync(join(import.meta.dirname, 'out', `forty.${name.replaceAll(/[^a-z]+/gi, '-')}.mjs`), code);
  const gzip = gzipSync(code, { level: 9 }).length;
  console.log(`  ${name.padEnd(30)} ${String(code.length).padStart(9)} ${String(gzip).padStart(9)}`);
  return gzip;
}
