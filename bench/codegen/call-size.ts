/**
 * What one validated call costs in a bundle: minified bytes of the built package for every operation of a provider, by
 * `connect` and by `connectOnce`. Run: `npm run bench:calls`, after a build; another provider is named behind `--`.
 */
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../../generated/dist/', import.meta.url));
const provider = process.argv[2] ?? 'terra';
const BAR = 10_000;

/** Minified bytes of what is exported from an entry. */
async function minified(entry: string, names: readonly string[]): Promise<number> {
  const contents = `export { ${names.join(', ')} } from './${provider}/${entry}.js';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: dist, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    external: ['#hmac'],
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.contents.length ?? 0;
}

const exported = Object.keys((await import(`${dist}${provider}/calls.js`)) as object);
const [connect = 'connect'] = exported.filter((name) => /^connect(?!.*Once$)/.test(name));
const ids = exported.flatMap((name) =>
  /^create\w*Client/.test(name) ? [] : (/^(\w+)Validators$/.exec(name)?.[1] ?? []),
);
const rows: Readonly<Record<string, string | number>>[] = [];
for (const id of ids) {
  const names = [id, `${id}Validators`];
  rows.push({
    operation: id,
    'calls, connect': await minified('calls', [connect, ...names]),
    'calls, connectOnce': await minified('calls', [`${connect}Once`, ...names]),
    'index, connect': await minified('index', [connect, ...names]),
    'not validated': await minified('calls', [connect, id]),
  });
}
console.table(rows.toSorted((left, right) => Number(left['calls, connect']) - Number(right['calls, connect'])));
for (const column of ['calls, connect', 'calls, connectOnce'])
  console.log(
    `${column}: ${rows.filter((row) => Number(row[column]) < BAR).length} of ${rows.length} below ${BAR} bytes`,
  );
