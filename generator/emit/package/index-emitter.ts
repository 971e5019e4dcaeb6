/** The public entry of a provider: what its subpath exports. */
import { kebabCase } from '../../ir/names.js';
import { hasValidators } from '../clients/validators-view.js';
import type { EmitInput, EmitResult, Emitter } from '../emitter.js';
import { providerHeader } from '../header.js';
import { renderTemplate } from '../templates.js';
import type { ProviderIR } from '../../ir/ir.js';
import { sorted } from '../../order.js';

/** Prints `src/<provider>/index.ts`. */
export const indexEmitter: Emitter = { name: 'index', emit };

function emit({ provider, assets }: EmitInput): EmitResult {
  const view = { header: providerHeader(provider.name), lines: indexLines(provider) };
  const content = renderTemplate(assets.templates['provider/index.ts.hbs'] ?? '', view);
  return { files: [{ path: `src/${provider.name}/index.ts`, content }], diagnostics: [] };
}

/** File stem of an API's client: `client`, or `client-<api>` where there are several. */
export function clientStem(provider: ProviderIR, api: string): string {
  return provider.apis.length === 1 ? 'client' : `client-${kebabCase(api)}`;
}

function indexLines(provider: ProviderIR): readonly string[] {
  const validated = provider.schemas.filter((schema) => schema.role === 'data');
  const modules = sorted(new Set(validated.map((schema) => schema.module)));
  return [
    ...provider.apis.flatMap((api) => {
      const stem = clientStem(provider, api.name);
      const parts = ['', '-object', ...(hasValidators(provider, api) ? ['-validators'] : [])];
      return parts.map((part) => `export * from './${stem}${part}.js';`);
    }),
    ...(provider.apis.length === 0 ? [] : ["export * from './rate-limits.js';"]),
    ...(provider.webhooks.length === 0
      ? []
      : [
          "export * from './definitions.js';",
          "export type * from './event-map.js';",
          "export * from './rules.js';",
          "export * from './webhooks.js';",
        ]),
    ...(provider.schemas.length === 0 ? [] : ["export type * from './types/index.js';"]),
    ...modules.map((module) => `export * from './validators/${module}.js';`),
  ];
}
