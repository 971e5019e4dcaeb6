/** Sizes of forty event validators and of one, and the time that generation takes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { emitValidators } from '../../generator/emit/validators/emit.js';
import { fortyNames, fortySchemas, toKebab, toNamed } from './cases.js';
import { ajvSource, bundleOwn, bundlePeer, compileTypia } from './contenders.js';
import { arktypeSource, valibotSource, zodSource } from './convert.js';

/** Bundles that the start-up benchmark loads. */
export const bundles = ['hookwright', 'hookwright-guards', 'typia', 'ajv', 'zod', 'valibot', 'arktype'] as const;

/** Prints the sizes of forty event validators, bundled and minified. */
export async function reportSizes(): Promise<void> {
  const schemas = fortySchemas(true);
  const entry = (names: (name: string) => string): string =>
    fortyNames.map((name) => `export { ${names(name)} } from '/src/p/validators/${toKebab(name)}.js';`).join('\n');
  const parts = (prefixes: readonly string[]) => (name: string) =>
    prefixes.map((prefix) => `${prefix}${name}`).join(', ');
  console.log('\n40 event validators, bundled and minified: bytes, gzip');
  show('hookwright-guards', await bundleOwn(schemas, entry(parts(['is']))));
  show('hookwright', await bundleOwn(schemas, entry(parts(['is', 'validate']))));
  show(
    'hookwright with JSON Schema',
    await bundleOwn(
      schemas,
      entry((name) => `is${name}, validate${name}, ${name}Schema`),
    ),
  );
  show('typia', await bundlePeer(compileTypia('forty', schemas, fortyNames)));
  show('ajv', await bundlePeer(ajvSource(schemas, fortyNames, false, false)));
  show('ajv, inlineRefs: false', await bundlePeer(ajvSource(schemas, fortyNames, false, false, false)));
  show('zod', await bundlePeer(zodSource(schemas)));
  show('valibot', await bundlePeer(`${valibotSource(schemas)}\nexport const parse = v.safeParse;`));
  show('arktype', await bundlePeer(arktypeSource(schemas)));
}

/** Prints the time to print the forty events. */
export function reportGeneration(): void {
  const schemas = toNamed(fortySchemas(true));
  let best = Infinity;
  for (let round = 0; round < 8; round++) {
    const start = performance.now();
    emitValidators(schemas, { provider: 'p' });
    best = Math.min(best, performance.now() - start);
  }
  console.log(
    `\ngeneration: ${schemas.length} schemas in ${best.toFixed(1)} ms, ${(best / schemas.length).toFixed(2)} ms a schema`,
  );
}

function show(name: string, code: string): void {
  writeFileSync(join(import.meta.dirname, 'out', `forty.${name.replaceAll(/[^a-z]+/gi, '-')}.mjs`), code);
  console.log(
    `  ${name.padEnd(30)} ${String(code.length).padStart(9)} ${String(gzipSync(code, { level: 9 }).length).padStart(9)}`,
  );
}
