/** Builds every contender for a comparison: a yes or no, and where it has one, a report with all issues. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { emitValidators } from '../../generator/emit/validators/emit.js';
import type { GeneratedFile } from '../../generator/emit/emitter.js';
import type { JsonObject } from '../../generator/schema.js';
import { type Case, toKebab, toNamed } from './cases.js';
import { arktypeSource, typiaSource, valibotSource, zodSource } from './convert.js';

/** One way to check a value. */
export interface Contender {
  readonly name: string;
  readonly is: (value: unknown) => boolean;
  /** Checks a wrong value and gathers all issues. */
  readonly explain?: (value: unknown) => unknown;
}

type AjvClass = new (options: Record<string, unknown>) => { addSchema(schema: unknown): unknown };
type Exports = Readonly<Record<string, (value: unknown) => unknown>>;
type Schemas = ReadonlyMap<string, JsonObject>;

const here = import.meta.dirname;
const output = join(here, 'out');
const require = createRequire(import.meta.url);

/** Empties the folder of built modules. */
export function prepare(): void {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
}

/** All contenders for a comparison; `id` names its files. */
export async function createContenders(id: string, comparison: Case, formats: boolean): Promise<readonly Contender[]> {
  const { root, schemas } = comparison;
  return [
    ...(await createGenerated(id, comparison, formats)),
    ...(await createBuilders(id, comparison)),
    await createTypebox(schemas, root),
  ];
}

/** Those that are functions made ahead of time. */
async function createGenerated(id: string, { root, schemas }: Case, formats: boolean): Promise<readonly Contender[]> {
  const own = await load(
    id,
    'hookwright',
    await bundleOwn(schemas, `export * from '/src/p/validators/${toKebab(root)}.js';`),
  );
  const ajv = await load(id, 'ajv', await bundlePeer(ajvSource(schemas, [root], false, false)));
  const ajvAll = await load(id, 'ajv-all', await bundlePeer(ajvSource(schemas, [root], true, false)));
  const typia = await load(id, 'typia', await bundlePeer(compileTypia(id, schemas, [root])));
  const fast = formats
    ? await load(id, 'ajv-fast', await bundlePeer(ajvSource(schemas, [root], false, true)))
    : undefined;
  return [
    { name: 'hookwright', is: member(own, `is${root}`) as Contender['is'], explain: member(own, `validate${root}`) },
    { name: 'typia', is: member(typia, `is${root}`) as Contender['is'], explain: member(typia, `validate${root}`) },
    { name: 'ajv standalone', is: member(ajv, root) as Contender['is'], explain: member(ajvAll, root) },
    ...(fast === undefined
      ? []
      : [{ name: 'ajv standalone, fast formats', is: member(fast, root) as Contender['is'] }]),
  ];
}

/** Those that are put together from a library's functions. */
async function createBuilders(id: string, { root, schemas }: Case): Promise<readonly Contender[]> {
  const zod = await load(id, 'zod', await bundlePeer(zodSource(schemas)));
  const valibot = await load(
    id,
    'valibot',
    await bundlePeer(`${valibotSource(schemas)}\nexport const parse = v.safeParse;`),
  );
  const arktype = await load(id, 'arktype', await bundlePeer(arktypeSource(schemas)));
  const zodSchema = zod[root] as unknown as { safeParse: (value: unknown) => { success: boolean } };
  const ark = arktype[root] as unknown as { allows: (value: unknown) => boolean } & ((value: unknown) => unknown);
  const parse = member(valibot, 'parse') as unknown as (schema: unknown, value: unknown) => { success: boolean };
  return [
    { name: 'zod', is: (value) => zodSchema.safeParse(value).success, explain: (value) => zodSchema.safeParse(value) },
    {
      name: 'valibot',
      is: (value) => parse(valibot[root], value).success,
      explain: (value) => parse(valibot[root], value),
    },
    { name: 'arktype', is: (value) => ark.allows(value), explain: (value) => String(ark(value)) },
  ];
}

function member(module: Exports, name: string): (value: unknown) => unknown {
  return module[name] ?? (() => undefined);
}

/** A bundle of generated validators, minified. */
export async function bundleOwn(schemas: Schemas, entry: string): Promise<string> {
  return bundle(entry, [virtualFiles(emitValidators(toNamed(schemas), { provider: 'p' }))]);
}

/** A bundle of a peer with its library, minified. */
export async function bundlePeer(source: string): Promise<string> {
  return bundle(source, []);
}

/** ajv's standalone module: one function for a schema with no further references inlined, as it does by default. */
export function ajvSource(
  schemas: Schemas,
  roots: readonly string[],
  allErrors: boolean,
  fast: boolean,
  inlineRefs = true,
): string {
  const { default: Ajv } = require('ajv/dist/2020.js') as { default: AjvClass };
  const { default: standalone } = require('ajv/dist/standalone/index.js') as {
    default: (ajv: unknown, names: Record<string, string>) => string;
  };
  const addFormats = require('ajv-formats') as (ajv: unknown, options?: object) => void;
  const ajv = new Ajv({ code: { source: true, esm: true }, strict: false, allErrors, inlineRefs });
  addFormats(ajv, fast ? { mode: 'fast', formats: ['date-time', 'uri', 'uuid'] } : undefined);
  ajv.addSchema({ $id: 'all', $defs: Object.fromEntries(schemas) });
  for (const root of roots) ajv.addSchema({ $id: root, $ref: `all#/$defs/${root}` });
  return standalone(ajv, Object.fromEntries(roots.map((root) => [root, root])));
}

/** typia's transformed JavaScript. */
export function compileTypia(id: string, schemas: Schemas, roots: readonly string[]): string {
  const folder = join(output, `typia-${id}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'source.ts'), typiaSource(schemas, roots));
  const options = {
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    strict: true,
    skipLibCheck: true,
    types: [],
  };
  const plugins = [{ transform: 'typia/lib/transform' }];
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...options, outDir: 'lib', plugins }, files: ['source.ts'] }),
  );
  execFileSync(process.execPath, [join(here, 'node_modules/.bin/tspc'), '-p', folder], { cwd: here, stdio: 'inherit' });
  return `export * from ${JSON.stringify(join(folder, 'lib/source.js'))};`;
}

/** Writes a module and imports it. */
export async function load(id: string, name: string, code: string): Promise<Exports> {
  const path = join(output, `${id}.${name}.mjs`);
  writeFileSync(path, code);
  return (await import(path)) as Exports;
}

async function createTypebox(schemas: Schemas, root: string): Promise<Contender> {
  const { Compile } = (await import(join(here, 'node_modules/typebox/build/schema/index.mjs'))) as {
    Compile: (schema: unknown) => { Check: (value: unknown) => boolean; Errors: (value: unknown) => unknown };
  };
  const compiled = Compile({ $defs: Object.fromEntries(schemas), $ref: `#/$defs/${root}` });
  return { name: 'typebox', is: (value) => compiled.Check(value), explain: (value) => compiled.Errors(value) };
}

async function bundle(contents: string, plugins: Plugin[]): Promise<string> {
  const result = await build({
    ...{
      stdin: { contents, loader: 'ts', resolveDir: here, sourcefile: join(here, 'entry.ts') },
      bundle: true,
      minify: true,
      write: false,
    },
    ...{
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      target: 'es2022',
      logLevel: 'error',
      plugins,
    },
  });
  return result.outputFiles[0]?.text ?? '';
}

function virtualFiles(files: readonly GeneratedFile[]): Plugin {
  const contents = new Map(files.map(({ path, content }) => [`/${path}`, content]));
  const runtimeFolder = join(here, '../../runtime/core/');
  return {
    name: 'virtual-files',
    setup(builder) {
      builder.onResolve({ filter: /^[./]/ }, ({ path, importer, namespace }) => {
        const base = namespace === 'generated' ? importer : '/entry.ts';
        const target = new URL(path, `file://${base}`).pathname.replace(/\.js$/, '.ts');
        if (target.startsWith('/src/runtime/'))
          return { path: join(runtimeFolder, target.slice('/src/runtime/'.length)), sideEffects: false };
        return contents.has(target) ? { path: target, namespace: 'generated', sideEffects: false } : undefined;
      });
      builder.onLoad({ filter: /.*/, namespace: 'generated' }, ({ path }) => ({
        contents: contents.get(path) ?? '',
        loader: 'ts',
      }));
    },
  };
}
