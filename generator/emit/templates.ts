/** The only file that knows the template library. Texts and a view in, text out. */
import Handlebars from 'handlebars';

/**
 * Renders a template. Templates print what the view has decided: no helpers, no escaping, and a key that the view
 * lacks is an error. Nothing is cached beyond the call.
 */
export function renderTemplate(source: string, view: object): string {
  const render = Handlebars.create().compile(source, { noEscape: true, strict: true, knownHelpersOnly: true });
  return render(view);
}
