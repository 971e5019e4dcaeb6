/** A small workspace on disk: two providers, this repository's templates and runtime, an output folder. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { loadInputs } from '../../generator/cli/workspace.js';
import type { GlobalOptions } from '../../generator/cli/workspace.js';
import type { GeneratedFile } from '../../generator/emit/emitter.js';
import { sorted } from '../../generator/order.js';
import { generatePackage } from '../../generator/pipeline.js';
import { compareOutput, readPresent } from '../../generator/write/compare.js';
import { applyChanges } from '../../generator/write/disk.js';
import { acmeManifest, root } from '../support/provider-folder.js';

export interface Workspace {
  readonly options: GlobalOptions;
  readonly write: (path: string, text: string) => Promise<void>;
  /** Generates and answers with the package as it then is on disk. */
  readonly generate: (force?: boolean) => Promise<readonly GeneratedFile[]>;
  readonly remove: () => Promise<void>;
}

/** Files of one provider whose event has the members given. */
export function providerFiles(
  name: string,
  members: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  return {
    [`schemas/${name}/manifest.yaml`]: JSON.stringify({ ...acmeManifest(), title: name }),
    [`schemas/${name}/samples/note.added/1.json`]: JSON.stringify({ kind: 'note.added', ...members }),
  };
}

/** Makes the workspace below the system's temporary folder. */
export async function createWorkspace(files: Readonly<Record<string, string>>): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'hookwright-'));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);
  await cp(join(root, 'templates'), join(folder, 'templates'), { recursive: true });
  const options: GlobalOptions = {
    schemas: join(folder, 'schemas'),
    out: join(folder, 'generated'),
    templates: join(folder, 'templates'),
    provider: undefined,
    force: false,
    json: false,
    verbose: false,
  };
  const generate = async (force = false): Promise<readonly GeneratedFile[]> => {
    const present = await readPresent(options.out);
    const result = await generatePackage(await loadInputs(options), () => 0, force ? undefined : present);
    if (result.value.files.length === 0)
      throw new Error(result.diagnostics.map((diagnostic) => diagnostic.message).join('\n'));
    const { files, kept } = result.value;
    await applyChanges(options.out, compareOutput(present, files, kept), files);
    const paths = sorted([...files.map((file) => file.path), ...Object.keys(kept)]);
    return Promise.all(paths.map(async (path) => ({ path, content: await readFile(join(options.out, path), 'utf8') })));
  };
  return { options, write, generate, remove: async () => rm(folder, { recursive: true, force: true }) };
}
