/** Files of the package as a whole: entry, package.json, tsconfig.json, README. */
import { camelCase } from '../../ir/names.js';
import type { PackageManifest } from '../../manifest/package-manifest.js';
import type { Assets, GeneratedFile } from '../emitter.js';
import { LAYOUTS } from '../../package-form.js';
import type { ProviderFacts } from '../../provider-record.js';
import { packageHeader } from '../header.js';
import { renderTemplate } from '../templates.js';

/** Prints everything that belongs to no single provider, except the lock. */
export function packageFiles(
  manifest: PackageManifest,
  providers: readonly ProviderFacts[],
  assets: Assets,
): readonly GeneratedFile[] {
  const render = (template: string, view: object): string =>
    renderTemplate(assets.templates[`package/${template}.hbs`] ?? '', view);
  const entries = providers.map((provider) => ({ name: provider.name, identifier: camelCase(provider.name) }));
  return [
    { path: 'README.md', content: render('README.md', readmeView(manifest, providers)) },
    { path: 'package.json', content: render('package.json', { json: json(packageJson(manifest, providers)) }) },
    { path: 'src/index.ts', content: render('index.ts', { header: packageHeader(), providers: entries }) },
    ...(manifest.form === 'typescript'
      ? [{ path: 'tsconfig.json', content: render('tsconfig.json', { json: json(TSCONFIG) }) }]
      : []),
  ];
}

function packageJson(manifest: PackageManifest, providers: readonly ProviderFacts[]): object {
  const { written, exported } = LAYOUTS[manifest.form];
  const entry = (path: string): object => ({
    types: `./${exported}/${path}.d.ts`,
    default: `./${exported}/${path}.js`,
  });
  const subpaths = providers.flatMap((provider) => [
    [`./${provider.name}`, entry(`${provider.name}/index`)],
    [`./${provider.name}/drift`, entry(`${provider.name}/drift/index`)],
    ...(provider.webhooks.length > 0 ? [[`./${provider.name}/compact`, entry(`${provider.name}/compact/index`)]] : []),
    ...(provider.operations > 0
      ? [
          [`./${provider.name}/calls`, entry(`${provider.name}/calls`)],
          [`./${provider.name}/testing`, entry(`${provider.name}/testing`)],
        ]
      : []),
    ...(provider.openapi ? [[`./${provider.name}/openapi`, entry(`${provider.name}/openapi`)]] : []),
  ]) as readonly (readonly [string, object])[];
  return {
    name: manifest.name,
    version: manifest.version,
    description: manifest.description,
    license: manifest.license,
    ...(manifest.repository === undefined ? {} : { repository: manifest.repository }),
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    files: [...new Set([exported, written]), 'README.md', 'hookwright.lock.json'],
    imports: {
      '#hmac': {
        node: entry('runtime/webhook/hmac.node'),
        default: entry('runtime/webhook/hmac.web'),
      },
    },
    exports: {
      '.': entry('index'),
      ...Object.fromEntries(subpaths),
      './client': entry('runtime/client/index'),
      './node': entry('runtime/webhook/verify.node'),
      './testing': entry('runtime/client/testing'),
      './package.json': './package.json',
    },
    ...(manifest.form === 'typescript' ? { scripts: { build: 'tsc -p tsconfig.json' } } : {}),
  };
}

const TSCONFIG = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: 'nodenext',
    types: ['node'],
    rootDir: 'src',
    outDir: 'dist',
    declaration: true,
    declarationMap: true,
    sourceMap: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitOverride: true,
    isolatedDeclarations: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
    skipLibCheck: false,
  },
  include: ['src'],
};

function readmeView(manifest: PackageManifest, providers: readonly ProviderFacts[]): object {
  return {
    name: manifest.name,
    description: manifest.description,
    providers: providers.map((provider) => ({
      title: provider.title,
      import: `${manifest.name}/${provider.name}`,
      webhooks: provider.webhooks.map((webhook) => `\`${webhook.name}\``).join(', '),
      events: provider.webhooks.reduce((sum, webhook) => sum + webhook.events, 0),
      operations: provider.operations,
    })),
    receivers: providers.flatMap((provider) =>
      provider.webhooks.map((webhook) => ({
        title: `${provider.title}: ${webhook.title}`,
        note: webhook.description,
        package: manifest.name,
        identifier: camelCase(provider.name),
        webhook: webhook.name,
        options: !webhook.signed ? '' : ", { secret: process.env['WEBHOOK_SECRET'] ?? '' }",
        status: webhook.status,
      })),
    ),
  };
}

function json(value: object): string {
  return JSON.stringify(value, undefined, 2);
}
