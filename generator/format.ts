/** The last step on generated text: oxfmt for TypeScript, JSON and Markdown as they are printed. Its version is pinned. */
import type { format as oxfmt } from 'oxfmt';

import type { GeneratedFile } from './emit/emitter.js';
import { InternalError } from './diagnostics.js';

const OPTIONS = { printWidth: 120, singleQuote: true, sortImports: false } as const;

/** Formats every TypeScript file; copies of the runtime are formatted where they are written by hand, not here. */
export async function formatFiles(files: readonly GeneratedFile[]): Promise<readonly GeneratedFile[]> {
  const { format } = await import('oxfmt');
  return Promise.all(
    files.map(async (file) => {
      if (!file.path.endsWith('.ts') || file.path.startsWith('src/runtime/')) return file;
      return { path: file.path, content: await formatText(format, file) };
    }),
  );
}

type Format = typeof oxfmt;

/** Beyond this many characters a file is formatted in parts, one after another: the formatter's memory grows with both. */
const LARGE = 400_000;

async function formatText(format: Format, { path, content }: GeneratedFile): Promise<string> {
  if (content.length > LARGE) {
    const parts: string[] = [];
    for (const part of partsOf(content)) {
      const result = await format(path, part, OPTIONS);
      if (result.errors.length > 0) break;
      parts.push(result.code);
    }
    if (parts.length === partsOf(content).length) return parts.join('\n');
  }
  const { code, errors } = await format(path, content, OPTIONS);
  const [error] = errors;
  if (error !== undefined) throw new InternalError(`${path} does not parse: ${error.message}`);
  return code;
}

/** Whole statements: cut at blank lines before a documented one. A cut elsewhere does not parse, and is not used. */
function partsOf(content: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  while (start < content.length) {
    const cut = content.indexOf('\n\n/** ', start + LARGE / 2);
    const end = cut === -1 ? content.length : cut;
    parts.push(content.slice(start, end));
    start = end;
  }
  return parts;
}
