/** The only file that knows the template library. Texts and a view in, text out. */
import { createRequire } from 'node:module';

import type Handlebars from 'handlebars';

import { compiledTemplates } from './compiled-templates.js';
import { templateOptions } from './template-options.js';

const require = createRequire(import.meta.url);

/**
 * Renders a template. Templates print what the view has decided: no helpers, no escaping, and a key that the view
 * lacks is an error. The library's compiler is loaded for templates that the build has not compiled.
 */
export function renderTemplate(source: string, view: object): string {
  const compiled = compiledTemplates.get(source);
  const library = load(compiled === undefined ? 'handlebars' : 'handlebars/runtime').create();
  const render = compiled === undefined ? library.compile(source, templateOptions) : library.template(compiled);
  return render(view);
}

function load(module: 'handlebars' | 'handlebars/runtime'): typeof Handlebars {
  return require(module) as typeof Handlebars;
}
