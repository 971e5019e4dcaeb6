/** Event maps, webhook definitions and the webhooks themselves: fixed-form modules, printed by templates. */
import { sorted } from '../../order.js';
import type { ProviderIR } from '../../ir/ir.js';
import type { EmitInput, EmitResult, Emitter, GeneratedFile } from '../emitter.js';
import { renderTemplate } from '../templates.js';
import { importViews, providerView } from './views.js';

/** Prints `event-map.ts`, `definitions.ts`, `rules.ts` and `webhooks.ts` of a provider that has webhooks. */
export const webhooksEmitter: Emitter = { name: 'webhooks', emit };

function emit({ provider, assets }: EmitInput): EmitResult {
  if (provider.webhooks.length === 0) return { files: [], diagnostics: [] };
  const views = { 'event-map': eventMapView(provider), definitions: providerView(provider), rules: providerView(provider), webhooks: webhooksView(provider) };
  const files = Object.entries(views).map(([name, view]): GeneratedFile => {
    const content = renderTemplate(assets.templates[`provider/${name}.ts.hbs`] ?? '', view);
    return { path: `src/${provider.name}/${name}.ts`, content };
  });
  return { files, diagnostics: [] };
}

function eventMapView(provider: ProviderIR): object {
  return { ...providerView(provider), imports: importViews(provider, 'types', '') };
}

function webhooksView(provider: ProviderIR): object {
  const view = providerView(provider);
  const types = view.webhooks.map(({ unsigned }) => (unsigned ? 'UnsignedWebhook' : 'Webhook'));
  return {
    ...view,
    imports: importViews(provider, 'validators', 'Schema'),
    webhookTypes: sorted(new Set(types)).join(', type '),
    definitions: sorted(view.webhooks.map((webhook) => `${webhook.name}Definition`)).join(', '),
    maps: sorted(view.webhooks.map((webhook) => `${webhook.stem}EventMap`)).join(', '),
  };
}
