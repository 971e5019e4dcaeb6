/** One generated file in, its formatted text out: declarations of types without the formatter, where that need not be asked. */
import type { GeneratedFile } from './emit/emitter.js';
import { layOutDeclaration } from './emit/types/lay-out.js';
import { formatText, LARGE } from './format-text.js';

/** Pieces that join to the whole text; each holds whole statements. */
export function formatFile({ path, content, declaresTypes }: GeneratedFile): AsyncIterable<string> {
  return declaresTypes === true && content.length > LARGE ? formatTypes(path, content) : formatText(path, content);
}

/** A library that parses takes about five times as long for the same. */
async function* formatTypes(path: string, text: string): AsyncGenerator<string> {
  let piece = '';
  for (const printed of text.trimEnd().split(/\n\n(?=\/\*\*|export )/)) {
    if (piece.length > 1) piece += '\n';
    piece += `${layOutDeclaration(printed) ?? (await formatOne(path, printed))}\n`;
    if (piece.length < LARGE) continue;
    yield piece;
    // What comes next begins with the blank line.
    piece = '\n';
  }
  if (piece !== '\n') yield piece;
}

async function formatOne(path: string, declaration: string): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of formatText(path, declaration)) pieces.push(piece);
  return pieces.join('').trimEnd();
}
