/** The catalogue of changes as the table of docs/drift.md. */
import { constraintKinds } from './constraint-kinds.js';
import { eventKinds } from './event-kinds.js';
import type { Row } from './kind-row.js';
import { operationKinds } from './operation-kinds.js';

/** Prints the catalogue as Markdown: one table for each part, one line for each kind. */
export function printCatalogue(): string {
  return [
    table('APIs, operations, parameters, bodies, answers', operationKinds),
    table('Webhooks, events, types, members', eventKinds),
    table('Formats, bounds, conditions, texts', constraintKinds),
  ].join('\n');
}

function table(title: string, rows: Readonly<Record<string, Row>>): string {
  const lines = Object.entries(rows).map(
    ([kind, [text, reader, sender, inTypes, oasdiff]]) =>
      `| \`${kind}\` | ${text} | ${reader} | ${sender} | ${inTypes === 'types' ? 'yes' : ''} | ${oasdiff === undefined ? '' : `\`${oasdiff}\``} |`,
  );
  return [
    `### ${title}\n`,
    '| kind | what changed | reader | sender | in the types | oasdiff |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}
