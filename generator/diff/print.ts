/** A comparison as text, markdown, GitHub annotations or JSON. Pure: changes in, text out. */
import { gradeOf } from './change.js';
import type { Change } from './change.js';
import { groupChanges } from './group.js';
import type { Group } from './group.js';
import type { Grade } from './kinds.js';
import type { LineOf } from './locate.js';

/** Forms in which a comparison can be printed. */
export type DiffFormat = 'text' | 'json' | 'markdown' | 'github';

/** Makes a text stand out by its grade, or leaves it as it is. */
export type Paint = (grade: Grade, text: string) => string;

const GRADES: readonly Grade[] = ['breaking', 'widening', 'additive', 'docs'];

const MEANING: Readonly<Record<Grade, string>> = {
  breaking: 'Breaking: code that was right has to change',
  widening: 'Widening: code works, but meets or may send more than before',
  additive: 'Additive: code that was right stays right',
  docs: 'Texts only',
};

/** What can be asked of a form. */
export interface PrintOptions {
  /** List changes of texts too, which are counted otherwise. */
  readonly withTexts?: boolean;
  /** For `text`. */
  readonly paint?: Paint;
  /** For `github`: without a line, an annotation stands at the head of its file. */
  readonly lineOf?: LineOf | undefined;
}

/** Prints changes. */
export function printDiff(
  changes: readonly Change[],
  format: DiffFormat,
  { withTexts = false, paint = (_, unpainted) => unpainted, lineOf = () => undefined }: PrintOptions = {},
): string {
  switch (format) {
    case 'json':
      return JSON.stringify({ summary: summarize(changes), changes }, undefined, 2);
    case 'markdown':
      return markdown(changes, withTexts);
    case 'github':
      return github(changes, lineOf);
    case 'text':
      return text(changes, withTexts, paint);
  }
}

/** How many changes of each grade there are. */
export function summarize(changes: readonly Change[]): Readonly<Record<Grade, number>> {
  const count = (grade: Grade): number => changes.filter((change) => gradeOf(change) === grade).length;
  return { breaking: count('breaking'), widening: count('widening'), additive: count('additive'), docs: count('docs') };
}

/** `3 breaking, 1 additive`, or that nothing differs. */
export function summaryLine(changes: readonly Change[]): string {
  const counts = Object.entries(summarize(changes)).flatMap(([grade, count]) =>
    count === 0 ? [] : [`${count} ${grade}`],
  );
  return counts.length === 0 ? 'No differences.' : `${counts.join(', ')}.`;
}

function text(changes: readonly Change[], withTexts: boolean, paint: Paint): string {
  const groups = listed(changes, withTexts).map(([grade, list]) => {
    const lines = groupChanges(list).map(
      (group) =>
        `  ${group.message}\n    ${sides(group.change)}; ${group.change.file}#${group.change.pointer}${names(group)}`,
    );
    return `${paint(grade, MEANING[grade])}\n${lines.join('\n')}`;
  });
  return [...groups, summaryLine(changes)].join('\n\n');
}

function markdown(changes: readonly Change[], withTexts: boolean): string {
  const groups = listed(changes, withTexts).map(([grade, list]) => {
    const rows = groupChanges(list).map(
      ({ message, change, exported, through }) =>
        `| ${cell(message)} | ${change.reader ?? ''} | ${change.sender ?? ''} | ${exported.map(code).join(', ')} | ${few(through.map(code))} |`,
    );
    const table = `| change | reader | sender | names | met in |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`;
    return grade === 'breaking'
      ? `### ${MEANING[grade]}\n\n${table}`
      : `<details><summary>${MEANING[grade]} (${list.length})</summary>\n\n${table}\n\n</details>`;
  });
  return [`**${summaryLine(changes)}**`, ...groups].join('\n\n');
}

/** Workflow commands: an error for each breaking change, a warning for each widening, a notice for the rest. */
function github(changes: readonly Change[], lineOf: LineOf): string {
  const command: Readonly<Record<Grade, string>> = {
    breaking: 'error',
    widening: 'warning',
    additive: 'notice',
    docs: 'notice',
  };
  const escape = (value: string): string =>
    value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (value: string): string => escape(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
  // GitHub shows ten of a kind: what is alike is one annotation, as it is one line of the text.
  const lines = listed(changes, false).flatMap(([grade, list]) =>
    groupChanges(list).map(({ message, change }) => {
      const line = lineOf(change);
      const place = `file=${property(change.file)}${line === undefined ? '' : `,line=${line}`}`;
      return `::${command[grade]} ${place},title=${property(grade)}::${escape(`${message} (${sides(change)}; ${change.pointer})`)}`;
    }),
  );
  return [...lines, summaryLine(changes)].join('\n');
}

function listed(changes: readonly Change[], withTexts: boolean): readonly (readonly [Grade, readonly Change[]])[] {
  return GRADES.filter((grade) => withTexts || grade !== 'docs').flatMap(
    (grade): (readonly [Grade, readonly Change[]])[] => {
      const list = changes.filter((change) => gradeOf(change) === grade);
      return list.length === 0 ? [] : [[grade, list]];
    },
  );
}

function sides(change: Change): string {
  const parts = [
    change.reader === undefined ? '' : `reader: ${change.reader}`,
    change.sender === undefined ? '' : `sender: ${change.sender}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function names({ exported, through }: Group): string {
  return `; names: ${exported.join(', ')}${through.length === 0 ? '' : `; met in ${few(through)}`}`;
}

/** The first few, and how many there are beside them. */
function few(places: readonly string[]): string {
  const shown = places.slice(0, 4).join(', ');
  return places.length > 4 ? `${shown} and ${places.length - 4} more` : shown;
}

function code(value: string): string {
  return `\`${value}\``;
}

function cell(value: string): string {
  return value.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
}
