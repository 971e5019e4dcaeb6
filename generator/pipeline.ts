/** The whole of generation, top to bottom: folders in, files out. Nothing here touches the disk. */
import { startAside } from './aside.js';
import type { Aside } from './aside.js';
import { compileForm } from './compile-form.js';
import { emitProvider } from './emit-provider.js';
import type { Assets, GeneratedFile } from './emit/emitter.js';
import { packageFiles } from './emit/package/package-files.js';
import { runtimeFiles } from './emit/runtime-copy.js';
import { hasErrors } from './diagnostics.js';
import type { Diagnostic, StageResult } from './diagnostics.js';
import { asUserNames, withUsualName } from './folder-name.js';
import type { ProviderFolder } from './load/folder.js';
import { lockFile } from './lock.js';
import type { Pins } from './lock.js';
import type { PackageManifest } from './manifest/package-manifest.js';
import { sortedBy } from './order.js';
import { hashProvider, recordOf } from './provider-record.js';
import type { ProviderFacts, ProviderRecord } from './provider-record.js';
import { buildProvider } from './provider.js';
import { findReusable, hashFolder } from './reuse.js';
import type { Earlier, Reusable } from './reuse.js';
import { packageSurface, providerSurface } from './surface/surface-files.js';

export interface GenerateInput {
  readonly folders: readonly ProviderFolder[];
  readonly manifest: PackageManifest;
  readonly assets: Assets;
  readonly tools: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  /** From the lock of an earlier run, so that no type changes its name. */
  readonly pins?: Pins | undefined;
}

/** What was made of one provider, for the table that `generate` prints. */
export interface ProviderSummary {
  readonly facts: ProviderFacts;
  readonly files: number;
  readonly milliseconds: number;
}

export interface Generated {
  /** Made in this run, in code-unit order of their paths; the lock is among them. */
  readonly files: readonly GeneratedFile[];
  /** Hashes of files on disk that are what would be made, by path. */
  readonly kept: Readonly<Record<string, string>>;
  readonly summaries: readonly ProviderSummary[];
}

/** What became of one provider; `record` is undefined if there are errors. */
interface Outcome {
  readonly record: ProviderRecord | undefined;
  readonly files: readonly GeneratedFile[];
  readonly kept: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Generates the package. With errors among the diagnostics, `files` is empty: nothing half-made leaves this function.
 * Files of an earlier run are kept where they are what would be emitted; the result is the same without it.
 */
export async function generatePackage(
  input: GenerateInput,
  now: () => number,
  earlier?: Earlier,
): Promise<StageResult<Generated>> {
  const folders = input.folders.map(withUsualName);
  const reusable = earlier === undefined ? new Map<string, never>() : findReusable(folders, earlier, input);
  const outcomes: Outcome[] = [];
  const summaries: ProviderSummary[] = [];
  for (const folder of folders) {
    const start = now();
    const outcome = await generateProvider(folder, input, reusable.get(folder.provider));
    outcomes.push(outcome);
    if (outcome.record === undefined) continue;
    const files = outcome.files.length + Object.keys(outcome.kept).length;
    summaries.push({ facts: outcome.record.facts, files, milliseconds: now() - start });
  }
  const diagnostics = input.folders.flatMap((folder, index) => asUserNames(folder, outcomes[index]?.diagnostics ?? []));
  if (hasErrors(diagnostics)) return { value: { files: [], kept: {}, summaries }, diagnostics };
  const facts = summaries.map((summary) => summary.facts);
  const shared = [...runtimeFiles(input.assets), ...packageFiles(input.manifest, facts, input.assets)];
  const own = await compileForm(input.manifest.form, shared);
  const files = [...outcomes.flatMap((outcome) => outcome.files), ...own, packageSurface(shared, facts)];
  const kept = Object.fromEntries(outcomes.flatMap((outcome) => Object.entries(outcome.kept)));
  const providers = outcomes.flatMap(({ record }) => (record === undefined ? [] : [record]));
  const lock = lockFile({ tools: input.tools, inputs: input.inputs, providers, files, kept });
  return { value: { files: sortedBy([...files, lock], (file) => file.path), kept, summaries }, diagnostics };
}

async function generateProvider(
  folder: ProviderFolder,
  input: GenerateInput,
  reusable: Reusable | undefined,
): Promise<Outcome> {
  if (reusable?.isUnchanged === true) {
    const { record, files } = reusable;
    return { record, files: [], kept: files, diagnostics: [...record.warnings.built, ...record.warnings.emitted] };
  }
  const aside = reusable === undefined ? startAside(folder) : undefined;
  try {
    return await buildAndEmit(folder, input, reusable, aside);
  } finally {
    // Nothing waits for that.
    void aside?.end();
  }
}

async function buildAndEmit(
  folder: ProviderFolder,
  input: GenerateInput,
  reusable: Reusable | undefined,
  aside: Aside | undefined,
): Promise<Outcome> {
  const built = buildProvider(folder, input.pins?.[folder.provider]);
  const provider = built.value;
  if (provider === undefined) return { record: undefined, files: [], kept: {}, diagnostics: built.diagnostics };
  const inputs = hashFolder(folder, input.inputs);
  const warnings = warningsOf(built.diagnostics);
  if (reusable?.isIntact === true && reusable.record.representation === hashProvider(provider)) {
    const { parts, representation, warnings: known } = reusable.record;
    const record = recordOf(provider, {
      ...{ inputs, representation, parts },
      warnings: { built: warnings, emitted: known.emitted },
    });
    return { record, files: [], kept: reusable.files, diagnostics: [...built.diagnostics, ...known.emitted] };
  }
  const { form } = input.manifest;
  // What is printed is TypeScript in every form: only where that is on disk can parts of it stay.
  const earlier = form === 'typescript' ? reusable : undefined;
  const { files: printed, kept, parts, diagnostics } = await emitProvider(provider, input.assets, earlier, aside);
  // While other threads are at work.
  const representation = hashProvider(provider);
  const files = await printed;
  const record = recordOf(provider, {
    ...{ inputs, representation, parts },
    warnings: { built: warnings, emitted: warningsOf(diagnostics) },
  });
  const surface = providerSurface(record.facts, textsOf(files, kept, earlier));
  const own = await compileForm(form, files);
  return { record, files: [...own, surface], kept, diagnostics: [...built.diagnostics, ...diagnostics] };
}

/** What was printed and what is on disk as it would be. */
function textsOf(
  files: readonly GeneratedFile[],
  kept: Readonly<Record<string, string>>,
  reusable: Reusable | undefined,
): readonly GeneratedFile[] {
  return [...files, ...Object.keys(kept).map((path) => ({ path, content: reusable?.read(path) ?? '' }))];
}

function warningsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter((diagnostic) => diagnostic.severity === 'warning');
}
