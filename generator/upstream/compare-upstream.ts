/** A provider with its vendor's newest document in place of ours: what differs, and which corrections no longer apply. Pure. */
import { hasErrors } from '../diagnostics.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Change } from '../diff/change.js';
import { diffProviders } from '../diff/diff-providers.js';
import { printDiff } from '../diff/print.js';
import type { ProviderIR } from '../ir/ir.js';
import type { ProviderFolder } from '../load/folder.js';
import { isObject, parseYaml } from '../load/parse-text.js';
import { buildProvider } from '../provider.js';

/** What became of the new document. */
export type UpstreamResult =
  /** Corrections that miss their target, or a document that cannot be read; nothing can be compared until it is mended. */
  | { readonly kind: 'unusable'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'compared'; readonly changes: readonly Change[]; readonly diagnostics: readonly Diagnostic[] };

/** Builds the provider twice, with the document as it is and with `text` in its place, and compares. */
export function compareUpstream(folder: ProviderFolder, document: string, text: string): UpstreamResult {
  const now = buildProvider(folder);
  if (now.value === undefined) return { kind: 'unusable', diagnostics: now.diagnostics };
  const own = withoutInferred(text, now.value);
  const files = folder.files.map((file) => (file.path === document ? { ...file, text: own } : file));
  const next = buildProvider({ ...folder, files });
  if (next.value === undefined || hasErrors(next.diagnostics))
    return { kind: 'unusable', diagnostics: next.diagnostics.filter(({ severity }) => severity === 'error') };
  const known = new Set(now.diagnostics.map(({ message }) => message));
  return {
    kind: 'compared',
    changes: diffProviders(now.value, next.value),
    diagnostics: next.diagnostics.filter(({ severity, message }) => severity === 'warning' && !known.has(message)),
  };
}

/** The report as Markdown, for a pull request. */
export function upstreamReport(title: string, source: string, result: UpstreamResult): string {
  const problems = result.diagnostics.map(
    ({ severity, message, at, hint }) =>
      `- ${severity}: ${message} (\`${at.file}#${at.pointer ?? ''}\`)${hint === undefined ? '' : `. ${hint}`}`,
  );
  const head = `## ${title}: the vendor's document\n\nRead from ${source}.`;
  const trouble = problems.length === 0 ? [] : [`### To mend\n\n${problems.join('\n')}`];
  const body = result.kind === 'compared' ? [printDiff(result.changes, 'markdown')] : [];
  return `${[head, ...trouble, ...body].join('\n\n')}\n`;
}

/** Types that the provider infers from samples on purpose stay inferred, also where the vendor declares them. */
function withoutInferred(text: string, provider: ProviderIR): string {
  const inferred = new Set(provider.schemas.flatMap(({ name, origin }) => (origin.kind === 'inferred' ? [name] : [])));
  const document = parseYaml(text, '').value;
  const components = isObject(document) ? document['components'] : undefined;
  const schemas = isObject(components) ? components['schemas'] : undefined;
  if (!isObject(document) || !isObject(components) || !isObject(schemas)) return text;
  const kept = Object.entries(schemas).filter(([name]) => !inferred.has(name));
  if (kept.length === Object.keys(schemas).length) return text;
  return JSON.stringify({ ...document, components: { ...components, schemas: Object.fromEntries(kept) } });
}
