/** A provider with its vendor's newest document in place of ours: what differs, and which corrections no longer apply. Pure. */
import { hasErrors } from '../diagnostics.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Change } from '../diff/change.js';
import { diffProviders } from '../diff/diff-providers.js';
import { documentProvider } from '../diff/document.js';
import type { ProviderIR } from '../ir/ir.js';
import type { ProviderFolder } from '../load/folder.js';
import { isObject, parseYaml } from '../load/parse-text.js';
import { buildProvider } from '../provider.js';
import type { JsonObject } from '../schema.js';
import { adoptDocument } from './adopt.js';
import { factsOf } from './facts.js';

/** What became of the new document. */
export interface UpstreamResult {
  /** Since the vendor's document was last looked at; undefined the first time. */
  readonly since: readonly Change[] | undefined;
  /** With it in place of ours, under our corrections; undefined where corrections miss their targets. */
  readonly against: readonly Change[] | undefined;
  /** Errors: corrections that miss their target. Warnings: what is new to be warned of. */
  readonly diagnostics: readonly Diagnostic[];
  /** Addresses of operations that our document does not have. */
  readonly left: readonly string[];
  /** The document to put in place of ours; undefined: the very text that was read. */
  readonly extract: JsonObject | undefined;
  readonly facts: JsonObject;
}

/** What is compared. */
export interface UpstreamInput {
  readonly folder: ProviderFolder;
  /** Path of our document in the folder. */
  readonly path: string;
  readonly document: JsonObject;
  /** Facts of the document when it was last looked at. */
  readonly earlier: JsonObject | undefined;
}

/** Builds the provider twice, with the document as it is and with the vendor's in its place, and compares. */
export function compareUpstream({ folder, path, document, earlier }: UpstreamInput): UpstreamResult {
  const now = buildProvider(folder);
  const facts = factsOf(document);
  const since = earlier === undefined ? undefined : diffProviders(plain(earlier, path), plain(facts, path));
  const own = parseYaml(folder.files.find((file) => file.path === path)?.text ?? '', path).value;
  const mentioned = folder.files.filter((file) => /overlay/.test(file.path)).map(({ text }) => text);
  const adopted = adoptDocument(document, isObject(own) ? own : {}, mentioned.join('\n'));
  const whole = now.value === undefined ? adopted.document : withoutInferred(adopted.document, now.value);
  const extract = whole === document ? undefined : whole;
  const result = { since, left: adopted.left, extract, facts };
  if (now.value === undefined) return { ...result, against: undefined, diagnostics: now.diagnostics };
  const text = JSON.stringify(whole);
  const files = folder.files.map((file) => (file.path === path ? { ...file, text } : file));
  const next = buildWithoutRules({ ...folder, files });
  if (next.value === undefined || hasErrors(next.diagnostics)) {
    const errors = next.diagnostics.filter(({ severity }) => severity === 'error');
    return { ...result, against: undefined, diagnostics: errors };
  }
  const known = new Set(now.diagnostics.map(({ message }) => message));
  const fresh = next.diagnostics.filter(({ severity, message }) => severity === 'warning' && !known.has(message));
  return { ...result, against: diffProviders(now.value, next.value), diagnostics: fresh };
}

/** Rules of the manifest for operations that went are no reason to stop: that the operations went is what is reported. */
function buildWithoutRules(folder: ProviderFolder): ReturnType<typeof buildProvider> {
  const built = buildProvider(folder);
  const errors = built.diagnostics.filter(({ severity }) => severity === 'error');
  const missing = errors.flatMap(({ message }) => /^no operation matches (.+)$/.exec(message)?.slice(1) ?? []);
  if (missing.length === 0 || missing.length < errors.length) return built;
  const files = folder.files.map((file) =>
    file.path === 'manifest.yaml' ? { ...file, text: withoutNames(file.text, new Set(missing)) } : file,
  );
  return buildProvider({ ...folder, files });
}

function withoutNames(text: string, names: ReadonlySet<string>): string {
  const isNamed = (rule: unknown): boolean =>
    (rule as { readonly operations?: readonly unknown[] }).operations?.some((name) => !names.has(String(name))) ?? true;
  return JSON.stringify(parseYaml(text, '').value, (key, value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    const list: readonly unknown[] = value;
    if (key === 'operations') return list.filter((name) => !names.has(String(name)));
    return key === 'pagination' ? list.filter(isNamed) : list;
  });
}

function plain(facts: JsonObject, path: string): ProviderIR {
  return documentProvider(facts, path).value;
}

/** Types that the provider infers from samples on purpose stay inferred, also where the vendor declares them. */
function withoutInferred(document: JsonObject, provider: ProviderIR): JsonObject {
  const inferred = new Set(provider.schemas.flatMap(({ name, origin }) => (origin.kind === 'inferred' ? [name] : [])));
  const components = document['components'];
  const schemas = isObject(components) ? components['schemas'] : undefined;
  if (!isObject(components) || !isObject(schemas)) return document;
  const kept = Object.entries(schemas).filter(([name]) => !inferred.has(name));
  return kept.length === Object.keys(schemas).length
    ? document
    : { ...document, components: { ...components, schemas: Object.fromEntries(kept) } };
}
