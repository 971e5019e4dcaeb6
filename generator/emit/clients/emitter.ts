/** Clients: a function for each operation, a factory for each API, and what validates their answers. */
import { InternalError } from '../../diagnostics.js';
import type { Diagnostic } from '../../diagnostics.js';
import type { ApiIR } from '../../ir/ir.js';
import type { EmitInput, EmitResult, Emitter, GeneratedFile, PlannedFiles } from '../emitter.js';
import { providerHeader } from '../header.js';
import { literalSource } from '../source-text.js';
import { renderTemplate } from '../templates.js';
import { apiNames } from './api-names.js';
import { clientView, objectView } from './client-view.js';
import type { PlannedTables } from './tables/print-module.js';
import { testingView } from './testing-view.js';
import { hasValidators, validatorsView } from './validators-view.js';

/** Prints `client.ts`, `client-object.ts`, `client-validators.ts` and `client-drift.ts`, or `client-<api>*.ts` for several APIs. */
export const clientsEmitter: Emitter = { name: 'clients', emit };

function emit(input: EmitInput): EmitResult {
  const results = input.provider.apis.map((api) => emitApi(input, api));
  return {
    files: [...results.flatMap((result) => result.files), ...calls(input), ...rateLimits(input), ...testKit(input)],
    planned: results.flatMap((result) => [...(result.planned ?? [])]),
    diagnostics: results.flatMap((result) => result.diagnostics),
  };
}

/**
 * `calls.ts`: the functions and what validates their answers, for bundles. The client object is not there: it loads the
 * validators when they are needed, and bundlers wrap what is loaded so, together with all that it imports, in functions.
 */
function calls(input: EmitInput): readonly GeneratedFile[] {
  const { provider } = input;
  if (provider.apis.length === 0) return [];
  const stems = provider.apis.flatMap((api) => {
    const { file } = apiNames(provider, api);
    return hasValidators(provider, api) ? [file, `${file}-validators`] : [file];
  });
  const types = provider.schemas.length === 0 ? [] : ["export type * from './types/index.js';"];
  const lines = [...stems.map((stem) => `export * from './${stem}.js';`), ...types];
  return [renderFile(input, 'calls', 'calls', { header: providerHeader(provider.name), lines })];
}

/** `rate-limits.ts`: what the clients keep to, for whoever calls for several of them. */
function rateLimits(input: EmitInput): readonly GeneratedFile[] {
  const { name, apis } = input.provider;
  if (apis.length === 0) return [];
  const limits = apis.map((api) => ({ factory: api.factory, limits: literalSource(api.rateLimits) }));
  return [renderFile(input, 'rate-limits', 'rate-limits', { header: providerHeader(name), apis: limits })];
}

/** `testing.ts`: one for all APIs of the provider. */
function testKit(input: EmitInput): readonly GeneratedFile[] {
  const view = testingView(input.provider);
  return view === undefined ? [] : [renderFile(input, 'testing', 'testing', view)];
}

function renderFile({ provider, assets }: EmitInput, template: string, stem: string, view: object): GeneratedFile {
  const source = assets.templates[`client/${template}.ts.hbs`];
  if (source === undefined) throw new InternalError(`template client/${template}.ts.hbs is missing`);
  return { path: `src/${provider.name}/${stem}.ts`, content: renderTemplate(source, view) };
}

function emitApi(input: EmitInput, api: ApiIR): EmitResult {
  const { provider } = input;
  const diagnostics: Diagnostic[] = [];
  const names = apiNames(provider, api);
  const render = (template: string, stem: string, view: object): GeneratedFile =>
    renderFile(input, template, stem, view);
  const validators = validatorsView(provider, api, names);
  const view = { provider, api, names, validated: validators !== undefined, diagnostics };
  const files = [
    render('client', names.file, clientView(view)),
    render('client-object', `${names.file}-object`, objectView(view)),
  ];
  if (validators === undefined) return { files, diagnostics };
  files.push(
    render('client-validators', `${names.file}-validators`, validators),
    render('client-drift', `${names.file}-drift`, validators),
  );
  return { files, planned: plannedTables(provider.name, names.file, validators.tables), diagnostics };
}

/** Tables are not formatted, so they can wait for what is. */
function plannedTables(provider: string, stem: string, tables: PlannedTables): readonly PlannedFiles[] {
  const path = `src/${provider}/tables/${stem}.ts`;
  const print = (): readonly GeneratedFile[] => [{ path, content: tables.print(), isLaidOut: true }];
  return tables.exported.size === 0 ? [] : [{ paths: [path], print }];
}
