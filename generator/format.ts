/** The last step on generated text: oxfmt for TypeScript, JSON and Markdown as they are printed. Its version is pinned. */
import type { GeneratedFile } from './emit/emitter.js';
import { InternalError } from './diagnostics.js';

const OPTIONS = { printWidth: 120, singleQuote: true, sortImports: false } as const;

/** Formats every TypeScript file; copies of the runtime are formatted where they are written by hand, not here. */
export async function formatFiles(files: readonly GeneratedFile[]): Promise<readonly GeneratedFile[]> {
  const { format } = await import('oxfmt');
  return Promise.all(
    files.map(async (file) => {
      if (!file.path.endsWith('.ts') || file.path.startsWith('src/runtime/')) return file;
      const result = await format(file.path, file.content, OPTIONS);
      const [error] = result.errors;
      if (error !== undefined) throw new InternalError(`${file.path} does not parse: ${error.message}`);
      return { path: file.path, content: result.code };
    }),
  );
}
