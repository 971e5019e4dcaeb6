/** The documents of the project as data: code blocks, commands, links. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../support/provider-folder.js';

/** A code block of a document. */
export interface CodeBlock {
  /** `docs/clients.md:12`. */
  readonly place: string;
  readonly language: string;
  readonly text: string;
}

/** The documents that readers are sent to. */
export const documents: readonly string[] = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'runtime/README.md', 'templates/README.md'],
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`),
];

/** The text of a document. */
export function readDocument(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The code blocks of a document, in order. */
export function codeBlocks(path: string): readonly CodeBlock[] {
  const text = readDocument(path);
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    place: `${path}:${text.slice(0, match.index).split('\n').length}`,
    language: match[1] ?? '',
    text: match[2] ?? '',
  }));
}

/** Lines of blocks, code spans and the cells after `npx hookwright …` that call a program; comments are cut off. */
export function commands(path: string): readonly string[] {
  const blocks = codeBlocks(path).filter(({ language }) => language === '' || language === 'sh');
  const prose = readDocument(path).replaceAll(/^```[\s\S]*?^```$/gm, '');
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  const [, table = ''] = prose.split('| `npx hookwright …` | |\n');
  const cells = [
    ...table
      .split('\n\n', 1)
      .join('')
      .matchAll(/^\| `([^`]+)` \|/gm),
  ].map((match) => `hookwright ${match[1] ?? ''}`);
  const lines = blocks.flatMap(({ text }) => text.split('\n').flatMap((line) => line.split(' && ')));
  return [...lines, ...spans, ...cells]
    .map((line) => line.replace(/\s#.*$/, '').trim())
    .filter((line) => /^(npx |npm |hookwright(-receiver)? [a-z<-])/.test(line));
}

/** Where links of a document lead, as they are written. */
export function links(path: string): readonly string[] {
  const prose = readDocument(path).replaceAll(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map((match) => match[1] ?? '');
}

/** The anchors of the headings of a document. */
export function anchors(path: string): readonly string[] {
  const headings = [...readDocument(path).matchAll(/^#+ (.+)$/gm)].map((match) => match[1] ?? '');
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
