/** Template and runtime sources as texts, read once before emission. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Assets } from '../emit/emitter.js';
import { byCodeUnit } from '../order.js';

/** Reads every `.hbs` below `templates` and every `.ts` below `runtime`. */
export async function loadAssets(templates: string, runtime: string): Promise<Assets> {
  const [templateTexts, runtimeTexts] = await Promise.all([readTree(templates, '.hbs'), readTree(runtime, '.ts')]);
  return { templates: templateTexts, runtime: runtimeTexts };
}

async function readTree(root: string, ending: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort(byCodeUnit);
  const texts = await Promise.all(paths.map(async (path) => [path, await readText(join(root, path))] as const));
  return Object.fromEntries(texts);
}

/** Line ends of a checkout do not reach the output. */
async function readText(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
}
