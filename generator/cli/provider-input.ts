/** What the commands about samples need to know of one provider. */
import { hasErrors, InputError } from '../diagnostics.js';
import type { Diagnostic } from '../diagnostics.js';
import { joinFolders } from '../infer/observation.js';
import type { Observation } from '../infer/observation.js';
import { createObserver } from '../infer/observe.js';
import type { Observations } from '../infer/observations-file.js';
import { parseObservations } from '../infer/observations-parse.js';
import type { ProviderFolder } from '../load/folder.js';
import { parseYaml } from '../load/parse-text.js';
import { loadSamples } from '../load/samples.js';
import type { CapturedSample } from '../load/samples.js';
import type { Manifest } from '../manifest/manifest.js';
import { parseManifest } from '../manifest/parse-manifest.js';
import { loadFolders } from './workspace.js';
import type { CommonOptions } from './workspace.js';

/** File in a provider's folder. */
export const observationsFile = 'observations.json';

export interface ProviderInput {
  readonly folder: ProviderFolder;
  readonly manifest: Manifest;
  readonly samples: readonly CapturedSample[];
  /** As saved. */
  readonly saved: Observations;
  /** As saved, joined with the samples. */
  readonly seen: ReadonlyMap<string, Observation>;
  /** Names of all samples by folder and digest. */
  readonly names: Observations['names'];
}

/** Reads a provider; what cannot be read is an `InputError`. */
export async function loadProvider(options: CommonOptions, provider: string): Promise<ProviderInput> {
  const [folder] = await loadFolders({ ...options, provider: [provider] });
  if (folder === undefined) throw new InputError([]);
  const file = `${folder.label}/manifest.yaml`;
  const yaml = parseYaml(textOf(folder, 'manifest.yaml') ?? '', file);
  const manifest = parseManifest(yaml.value, provider, file);
  const samples = loadSamples(folder);
  const text = textOf(folder, observationsFile);
  const saved =
    text === undefined
      ? { value: { folders: new Map(), names: new Map() }, diagnostics: [] }
      : parseObservations(text, `${folder.label}/${observationsFile}`);
  const found: readonly Diagnostic[] = [yaml, manifest, samples, saved].flatMap((result) => result.diagnostics);
  if (hasErrors(found)) throw new InputError(found);
  return {
    folder,
    manifest: manifest.value,
    samples: samples.value,
    saved: saved.value,
    ...observeSamples(samples.value, saved.value),
  };
}

function observeSamples(
  samples: readonly CapturedSample[],
  saved: Observations,
): Pick<ProviderInput, 'seen' | 'names'> {
  const observer = createObserver();
  const names = new Map([...saved.names].map(([folder, named]) => [folder, new Map(named)]));
  for (const { folder, name, body } of samples) {
    const named = names.get(folder) ?? new Map<number, string>();
    names.set(folder, named.set(observer.add(folder, body), name));
  }
  return { seen: joinFolders(saved.folders, observer.folders()), names };
}

function textOf(folder: ProviderFolder, path: string): string | undefined {
  return folder.files.find((file) => file.path === path)?.text;
}
