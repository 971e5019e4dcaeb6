/** Diagnostics and tables as a terminal shows them. Pure: texts out. */
import type { Diagnostic } from '../diagnostics.js';
import type { Paint } from '../diff/print.js';
import type { ProviderSummary } from '../pipeline.js';
import type { Change } from '../write/plan.js';

/** `schemas/terra/manifest.yaml (/webhooks/events): error: … [code]` and the hint below. */
export function printDiagnostic(diagnostic: Diagnostic): string {
  const { file, pointer, line } = diagnostic.at;
  const place =
    line !== undefined ? `${file}:${line}` : pointer === undefined || pointer === '' ? file : `${file} (${pointer})`;
  const head = `${place}: ${diagnostic.severity}: ${diagnostic.message} [${diagnostic.code}]`;
  return diagnostic.hint === undefined ? head : `${head}\n    ${diagnostic.hint}`;
}

/**
 * Errors first, then warnings, then notes; one count line at the end. An error is always told in full; a warning or note
 * that holds for many places of a file names the first few (`places`, by default 3) and counts the others.
 */
export function printDiagnostics(diagnostics: readonly Diagnostic[], places = 3): string {
  const bySeverity = (severity: Diagnostic['severity']): readonly Diagnostic[] =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity);
  const [errors, warnings, notes] = [bySeverity('error'), bySeverity('warning'), bySeverity('note')];
  const counts = [count(errors.length, 'error'), count(warnings.length, 'warning'), count(notes.length, 'note')].filter(
    (text) => text !== '',
  );
  const told = [errors.map(printDiagnostic), printAlike(warnings, places), printAlike(notes, places)].flat();
  return [...told, counts.join(', ')].join('\n');
}

/** What is said in the same words of one file becomes one text. */
function printAlike(diagnostics: readonly Diagnostic[], places: number): readonly string[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { at, code, message, hint } = diagnostic;
    const key = JSON.stringify([at.file, code, message, hint]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [diagnostic]);
    else group.push(diagnostic);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined) return [];
    const named = others.slice(0, places - 1).map(({ at }) => `    also at ${at.pointer ?? `line ${at.line ?? 1}`}`);
    const rest = others.length - named.length;
    return [printDiagnostic(first), ...named, ...(rest > 0 ? [`    and at ${count(rest, 'more place')}`] : [])];
  });
}

/** One line for each provider: what was made of it. */
export function printSummaries(summaries: readonly ProviderSummary[]): string {
  const head = ['provider', 'webhooks', 'events', 'operations', 'schemas', 'files', 'ms'];
  const rows = summaries.map(({ facts, files, milliseconds }) => [
    facts.name,
    String(facts.webhooks.length),
    String(facts.webhooks.reduce((sum, webhook) => sum + webhook.events, 0)),
    String(facts.operations),
    String(facts.schemas),
    String(files),
    String(Math.round(milliseconds)),
  ]);
  return printTable([head, ...rows]);
}

/** Columns padded; the first to the left, the others, which are numbers, to the right. */
export function printTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const MEANING: Readonly<Record<Change['kind'], string>> = {
  edited: 'edited by hand: changes here are lost; change schemas/, templates/ or runtime/ instead',
  extra: 'not generated: the generator does not write this file',
  missing: 'missing: the generator would write this file',
  stale: 'stale: inputs have changed since it was written',
};

/** Every file that differs, grouped by reason, and the command that mends it. */
export function printChanges(
  changes: readonly Change[],
  folder: string,
  paint: Paint = (_, unpainted) => unpainted,
): string {
  const kinds = (['edited', 'stale', 'missing', 'extra'] as const).filter((kind) =>
    changes.some((change) => change.kind === kind),
  );
  const groups = kinds.map((kind) => {
    const paths = changes.filter((change) => change.kind === kind).map((change) => `  ${folder}/${change.path}`);
    return `${paint(kind === 'edited' ? 'breaking' : 'widening', MEANING[kind])}\n${paths.join('\n')}`;
  });
  return [
    ...groups,
    `${count(changes.length, 'file')} of ${folder} ${changes.length === 1 ? 'differs' : 'differ'}; run: npm run generate`,
  ].join('\n\n');
}

function count(number: number, noun: string): string {
  return number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;
}
