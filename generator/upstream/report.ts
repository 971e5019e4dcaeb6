/** What became of a vendor's new document, as Markdown for a pull request and as text for a person. Pure. */
import type { Diagnostic } from '../diagnostics.js';
import { printDiff, summaryLine } from '../diff/print.js';
import type { UpstreamResult } from './compare-upstream.js';

/** The report for a pull request. */
export function upstreamReport(title: string, source: string, result: UpstreamResult): string {
  const { since, against, diagnostics, left } = result;
  const parts = [
    `## ${title}: the vendor's document\n\nRead from ${source}.`,
    ...(diagnostics.length === 0 ? [] : [`### To mend\n\n${diagnostics.map(problem).join('\n')}`]),
    ...(since === undefined ? [] : [`### Since it was last looked at\n\n${printDiff(since, 'markdown')}`]),
    against === undefined
      ? 'It could not be put in place of our document: mend the corrections first.'
      : beside(printDiff(against, 'markdown'), summaryLine(against), since !== undefined),
    ...(left.length === 0 ? [] : [notCarried(left)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The same for a terminal. */
export function upstreamText({ since, against, left }: UpstreamResult): string {
  const parts = [
    ...(since === undefined ? [] : [`Since it was last looked at\n\n${printDiff(since, 'text')}`]),
    ...(against === undefined || since !== undefined
      ? []
      : [`In place of our document, under our corrections\n\n${printDiff(against, 'text')}`]),
    ...(against !== undefined && since !== undefined
      ? [`In place of our document, under our corrections: ${summaryLine(against)}`]
      : []),
    ...(left.length === 0 ? [] : [`${countOf(left.length)} not in our document; --report lists them`]),
  ];
  return parts.join('\n\n');
}

function beside(table: string, summary: string, isFolded: boolean): string {
  const head = 'In place of our document, under our corrections';
  return isFolded
    ? `<details><summary>${head}: ${summary}</summary>\n\n${table}\n\n</details>`
    : `### ${head}\n\n${table}`;
}

function notCarried(left: readonly string[]): string {
  const lines = left.map((address) => `- \`${address}\``);
  return `<details><summary>${countOf(left.length)} not in our document</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function countOf(count: number): string {
  return `${count} ${count === 1 ? 'operation of the vendor is' : 'operations of the vendor are'}`;
}

function problem({ severity, message, at, hint }: Diagnostic): string {
  return `- ${severity}: ${message} (\`${at.file}#${at.pointer ?? ''}\`)${hint === undefined ? '' : `. ${hint}`}`;
}
