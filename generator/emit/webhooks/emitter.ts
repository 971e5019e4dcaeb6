/** Event maps, webhook definitions and the webhooks themselves: fixed-form modules, printed by templates. */
import { sorted } from '../../order.js';
import type { ProviderIR } from '../../ir/ir.js';
import type { EmitInput, EmitResult, Emitter, GeneratedFile } from '../emitter.js';
import { renderTemplate } from '../templates.js';
import { importViews, providerView } from './views.js';
import type { ProviderView } from './views.js';

/** Prints the modules about webhooks of a provider, and the index of its drift functions. */
export const webhooksEmitter: Emitter = { name: 'webhooks', emit };

function emit({ provider, assets }: EmitInput): EmitResult {
  const print = (template: string, path: string, view: object): GeneratedFile => ({
    path: `src/${provider.name}/${path}.ts`,
    content: renderTemplate(assets.templates[`provider/${template}.ts.hbs`] ?? '', view),
  });
  const files = provider.schemas.length === 0 ? [] : [print('drift', 'drift/index', driftView(provider))];
  if (provider.webhooks.length === 0) return { files, diagnostics: [] };
  const view = providerView(provider);
  return {
    files: [
      ...files,
      print('event-map', 'event-map', { ...view, imports: importViews(provider, './types', (name) => name) }),
      print('definitions', 'definitions', view),
      print('rules', 'rules', view),
      print('webhooks', 'webhooks', webhooksView(provider)),
    ],
    diagnostics: [],
  };
}

function webhooksView(provider: ProviderIR): object {
  const view = providerView(provider);
  const types = view.webhooks.map(({ unsigned }) => (unsigned ? 'UnsignedWebhook' : 'Webhook'));
  return {
    ...view,
    imports: importViews(provider, './validators', (name) => `${name}Schema`),
    webhookTypes: sorted(new Set(types)).join(', type '),
    definitions: sorted(view.webhooks.map((webhook) => `${webhook.name}Definition`)).join(', '),
    maps: mapNames(view),
  };
}

function driftView(provider: ProviderIR): object {
  const view = providerView(provider);
  const checked = provider.schemas.filter((schema) => schema.role === 'data');
  return {
    ...view,
    imports: importViews(provider, '.', (name) => `find${name}Drift`),
    modules: sorted(new Set(checked.map((schema) => schema.module))),
    maps: mapNames(view),
  };
}

function mapNames(view: ProviderView): string {
  return sorted(view.webhooks.map((webhook) => `${webhook.stem}EventMap`)).join(', ');
}
