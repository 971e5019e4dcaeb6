/** What the commands about samples need to know of one provider. */
import { hasErrors, InputError } from '../diagnostics.js';
import type { Diagnostic } from '../diagnostics.js';
import { observeProvider } from '../infer/infer-provider.js';
import type { SeenProvider } from '../infer/infer-provider.js';
import type { ProviderFolder } from '../load/folder.js';
import { parseYaml } from '../load/parse-text.js';
import { loadSamples } from '../load/samples.js';
import type { CapturedSample } from '../load/samples.js';
import type { Manifest } from '../manifest/manifest.js';
import { parseManifest } from '../manifest/parse-manifest.js';
import { loadFolders } from './workspace.js';
import type { GlobalOptions } from './workspace.js';

/** A provider as read, with what was seen of it. */
export interface ProviderInput extends SeenProvider {
  readonly folder: ProviderFolder;
  readonly manifest: Manifest;
  readonly samples: readonly CapturedSample[];
}

/** Reads a provider; what cannot be read is an `InputError`. */
export async function loadProvider(options: GlobalOptions, provider: string): Promise<ProviderInput> {
  const [folder] = await loadFolders({ ...options, provider: [provider] });
  if (folder === undefined) throw new InputError([]);
  const file = `${folder.label}/manifest.yaml`;
  const yaml = parseYaml(folder.files.find(({ path }) => path === 'manifest.yaml')?.text ?? '', file);
  const manifest = parseManifest(yaml.value, provider, file);
  const samples = loadSamples(folder);
  const observed = observeProvider(folder, samples.value);
  const found: readonly Diagnostic[] = [yaml, manifest, samples, observed].flatMap((result) => result.diagnostics);
  if (hasErrors(found)) throw new InputError(found);
  return { folder, manifest: manifest.value, samples: samples.value, ...observed.value };
}
