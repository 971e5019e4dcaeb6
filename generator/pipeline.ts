/** The whole of generation, top to bottom: folders in, files out. Nothing here touches the disk. */
import { emitters } from './emit/emitters.js';
import type { Assets, GeneratedFile } from './emit/emitter.js';
import { packageFiles } from './emit/package/package-files.js';
import { runtimeFiles } from './emit/runtime-copy.js';
import { hasErrors } from './diagnostics.js';
import type { Diagnostic, StageResult } from './diagnostics.js';
import { formatFiles } from './format.js';
import type { ProviderIR } from './ir/ir.js';
import type { ProviderFolder } from './load/folder.js';
import { lockFile } from './lock.js';
import type { Pins } from './lock.js';
import type { PackageManifest } from './manifest/package-manifest.js';
import { sortedBy } from './order.js';
import { buildProvider } from './provider.js';
import { reusableFiles } from './reuse.js';
import type { Earlier } from './reuse.js';
import { surfaceFiles } from './surface/surface-files.js';

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
  readonly provider: ProviderIR;
  readonly files: number;
  readonly milliseconds: number;
}

export interface Generated {
  /** In code-unit order of their paths; the lock is among them. */
  readonly files: readonly GeneratedFile[];
  readonly summaries: readonly ProviderSummary[];
}

/**
 * Generates the package. With errors among the diagnostics, `files` is empty: nothing half-made leaves this function.
 * Files of an earlier run are reused where they are what would be emitted; the result is the same without it.
 */
export async function generatePackage(
  input: GenerateInput,
  now: () => number,
  earlier?: Earlier,
): Promise<StageResult<Generated>> {
  const diagnostics: Diagnostic[] = [];
  const files: GeneratedFile[] = [];
  const summaries: ProviderSummary[] = [];
  for (const folder of input.folders) {
    const start = now();
    const built = buildProvider(folder, input.pins?.[folder.provider]);
    diagnostics.push(...built.diagnostics);
    if (built.value === undefined) continue;
    const reused = earlier === undefined ? undefined : reusableFiles(built.value, earlier, input);
    const emitted =
      reused === undefined ? await emitProvider(built.value, input.assets) : { value: reused, diagnostics: [] };
    diagnostics.push(...emitted.diagnostics);
    files.push(...emitted.value);
    summaries.push({ provider: built.value, files: emitted.value.length, milliseconds: now() - start });
  }
  if (hasErrors(diagnostics)) return { value: { files: [], summaries }, diagnostics };
  const providers = summaries.map((summary) => summary.provider);
  const sources = [...files, ...runtimeFiles(input.assets), ...packageFiles(input.manifest, providers, input.assets)];
  const all = [...sources, ...surfaceFiles(sources, providers)];
  const lock = lockFile({ tools: input.tools, inputs: input.inputs, providers, files: all });
  return { value: { files: sortedBy([...all, lock], (file) => file.path), summaries }, diagnostics };
}

async function emitProvider(provider: ProviderIR, assets: Assets): Promise<StageResult<readonly GeneratedFile[]>> {
  const results = await Promise.all(emitters.map(async (emitter) => emitter.emit({ provider, assets })));
  const files = await formatFiles(results.flatMap((result) => result.files));
  return { value: files, diagnostics: results.flatMap((result) => result.diagnostics) };
}
