/** Who generates: for each, what it needs on disk and the command that turns a document into a folder `out`. */
import { join } from 'node:path';

/** One way to generate. `files` are written beside the document first. */
export interface Contender {
  readonly name: string;
  /** What comes out, for the table. */
  readonly makes: string;
  readonly files: (document: string) => Readonly<Record<string, string>>;
  /** Path of a program below `peers`, or below this project, and its arguments. */
  readonly program: readonly [folder: 'peers' | 'project', path: string];
  readonly args: (document: string) => readonly string[];
  /** What a user writes to call Terra's `GET /activity`, validated where the contender validates. */
  readonly call: string;
  /** True where declarations come out, which the compiler only checks when it is told to. */
  readonly declares?: true;
}

const none = (): Readonly<Record<string, string>> => ({});
const module = (text: string): string => `export default ${text};\n`;

const MANIFEST = (document: string): string =>
  [
    'title: Example',
    'apis:',
    '  main:',
    `    document: ${document}`,
    '    environments: { production: { url: https://api.example.com } }',
    "names: { '*': spelled }",
    '',
  ].join('\n');

/** Ours, in one form or the other. */
function hookwright(form: 'typescript' | 'javascript'): Contender {
  const [folder, ending] = form === 'typescript' ? ['src', 'ts'] : ['lib', 'js'];
  return {
    name: form === 'typescript' ? 'hookwright' : 'hookwright as javascript',
    makes: 'types, validators, client, test kit',
    files: (document) => ({
      'schemas/example/manifest.yaml': MANIFEST(document),
      'schemas/package.yaml': "name: '@example/providers'\ndescription: A benchmark.\n",
    }),
    program: ['project', 'dist/generator/cli.js'],
    args: () => ['generate', '--force', '--out', 'out', '--form', form],
    call: `export { connect, activityGet } from './out/${folder}/example/client.${ending}';
      export { activityGetValidators } from './out/${folder}/example/client-validators.${ending}';`,
    ...(form === 'javascript' ? { declares: true } : {}),
  };
}

/** Ours first. */
export const contenders: readonly Contender[] = [
  hookwright('typescript'),
  hookwright('javascript'),
  {
    name: 'openapi-typescript',
    makes: 'types',
    files: none,
    program: ['peers', 'openapi-typescript/bin/cli.js'],
    args: (document) => [document, '-o', 'out/types.ts'],
    call: '',
  },
  ...(['typescript', 'zod'] as const).map((generators): Contender => ({
    name: generators === 'typescript' ? 'redocly' : 'redocly + zod',
    makes: generators === 'typescript' ? 'types, client' : 'types, client, zod',
    files: none,
    program: ['peers', '@redocly/cli/bin/cli.js'],
    args: (document) => [
      ...['generate-client', document, '-o', 'out/client.ts'],
      ...(generators === 'typescript' ? [] : ['--generator', 'typescript', '--generator', 'zod']),
    ],
    call: [
      "import { Activity_Get, use } from './out/client.ts';",
      ...(generators === 'typescript'
        ? []
        : ["import { zodValidation } from './out/client.zod.ts';", "use(zodValidation({ response: 'throw' }));"]),
      'export { Activity_Get };',
    ].join('\n'),
  })),
  {
    name: 'hey-api + zod',
    makes: 'types, client, zod',
    files: (document) => ({
      'openapi-ts.config.mjs': module(
        JSON.stringify({
          input: `./${document}`,
          output: 'out',
          plugins: ['@hey-api/client-fetch', 'zod', { name: '@hey-api/sdk', validator: true }],
        }),
      ),
    }),
    program: ['peers', '@hey-api/openapi-ts/bin/run.js'],
    args: () => ['-f', 'openapi-ts.config.mjs'],
    call: "export { activityGet } from './out/sdk.gen.ts';",
  },
  {
    name: 'orval',
    makes: 'types, client',
    files: (document) => ({
      'orval.config.mjs': module(
        JSON.stringify({ api: { input: `./${document}`, output: { target: 'out/client.ts', client: 'fetch' } } }),
      ),
    }),
    program: ['peers', 'orval/dist/bin/orval.mjs'],
    args: () => ['--config', 'orval.config.mjs'],
    call: "export { activityGet } from './out/client.ts';",
  },
  {
    name: 'kubb + zod',
    makes: 'types, client, zod',
    files: (document) => ({ 'kubb.config.mjs': kubbConfig(document) }),
    program: ['peers', '@kubb/cli/bin/kubb.cjs'],
    args: () => ['generate', '--config', 'kubb.config.mjs'],
    call: "export { activityGet } from './out/clients/activityGet.ts';",
  },
];

function kubbConfig(document: string): string {
  const plugins = ['oas', 'ts', 'zod', 'client'];
  const imports = plugins.map((name) => {
    const exported = `plugin${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return `import { ${exported} } from '@kubb/plugin-${name}';`;
  });
  const calls =
    "pluginOas({ validate: false }), pluginTs(), pluginZod(), pluginClient({ client: 'fetch', parser: 'zod' })";
  const config = `{ root: '.', input: { path: './${document}' }, output: { path: './out', clean: true, format: false, lint: false }, plugins: [${calls}] }`;
  return `import { defineConfig } from '@kubb/core';\n${imports.join('\n')}\nexport default defineConfig(${config});\n`;
}

/** Where the document goes for a contender. */
export function documentPath(contender: Contender, document: string): string {
  return contender.program[0] === 'project' ? join('schemas/example', document) : document;
}
