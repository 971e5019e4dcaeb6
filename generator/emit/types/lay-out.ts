/** The formatter's layout of declarations of types, found without parsing them: lines are all that it takes for most. */

const WIDTH = 120;

/**
 * One declaration as `printDeclaration` prints it in, the same as the formatter lays it out; undefined where that is not
 * a matter of lines: several objects in one union, or a line that is too long and no union.
 */
export function layOutDeclaration(text: string): string | undefined {
  const lines: string[] = [];
  /** Where the objects begin that have not ended. */
  const opened: number[] = [];
  for (const printed of text.split('\n')) {
    const line = printed.trimStart();
    const depth = opened.length;
    if (line.startsWith('/**')) lines.push(indented(line, depth));
    else if (line.startsWith('*')) lines.push(indented(` ${line}`, depth));
    else if (UNSURE.test(line)) return undefined;
    else if (line.startsWith('}')) {
      if (!closeObject(line, lines, opened)) return undefined;
    } else if (line.endsWith('{')) {
      if (!OPENING.test(line) || isLong(line, depth)) return undefined;
      opened.push(lines.length);
      lines.push(indented(line, depth));
    } else {
      const parts = layOutLine(line, depth);
      if (parts === undefined || parts.some((part) => isLong(part, depth))) return undefined;
      lines.push(...parts.map((part) => indented(part, depth)));
    }
  }
  return lines.join('\n');
}

/** Quotes may be others with an escape, and signs of other scripts need none as names, and may be wide. */
const UNSURE = /[^ -~]|\\/;

/** What begins an object that is the type of a declaration or a member, or the first part of it, and what ends one that is all. */
const OPENING = /^(?:export interface [\w$]+ |export type [\w$]+ = |(?:[\w$]+|'[^']*')\??: \(?)\{$/;
const CLOSING: ReadonlySet<string> = new Set(['}', '};', '}[];', '} | null;', '} | null)[];']);

/** Ends an object; false where its layout is not known. In a union with values and names each member has lines of its own. */
function closeObject(line: string, lines: string[], opened: number[]): boolean {
  const start = opened.pop() ?? 0;
  const depth = opened.length;
  if (CLOSING.has(line)) {
    lines.push(indented(line, depth));
    return true;
  }
  const [, others] = OTHERS.exec(line) ?? [];
  const first = lines[start] ?? '';
  if (others === undefined || first.endsWith('({')) return false;
  const members = lines.splice(start).slice(1);
  lines.push(first.slice(0, -' {'.length), indented('| {', depth + 1));
  for (const member of members) {
    if (isLong(member, 2) && !COMMENT.test(member)) return false;
    lines.push(indented(member, 2));
  }
  lines.push(indented('}', depth + 2), ...membersOf(others).map((other) => indented(other, depth)));
  return true;
}

const COMMENT = /^ *(?:\/\*)?\*/;

/** A literal, a name, or what keeps an enumeration open. */
const SIMPLE = String.raw`(?:'[^']*'|[\w$.-]+(?:\[\])?|\((?:string|number) & \{\}\))`;
const UNION = new RegExp(String.raw`^(.+?(?::| =)) (${SIMPLE}(?: \| ${SIMPLE})+;)$`);
const LIST = new RegExp(String.raw`^(.+?(?::| =)) \((${SIMPLE}(?: \| ${SIMPLE})+)\)((?:\[\])+;)$`);
const OTHERS = new RegExp(String.raw`^\} \| (${SIMPLE}(?: \| ${SIMPLE})*;)$`);
const MEMBER = new RegExp(`${SIMPLE};?`, 'g');

/** A line as it is, or a member to a line of a union or of a list of one; undefined where brackets may go. */
function layOutLine(line: string, depth: number): readonly string[] | undefined {
  const fits = !isLong(line, depth);
  if (fits && !line.includes('(')) return [line];
  const [, before = '', members] = UNION.exec(line) ?? [];
  const [, name = '', listed, lists = ''] = members === undefined ? (LIST.exec(line) ?? []) : [];
  if ((members ?? listed) === undefined) return undefined;
  if (fits) return [line];
  return members === undefined
    ? [`${name} (`, ...membersOf(listed ?? ''), `)${lists}`]
    : [before, ...membersOf(members)];
}

/** `a | b` as lines; with a semicolon after the last one where the union has one. */
function membersOf(union: string): readonly string[] {
  const members = union.match(MEMBER) ?? [];
  return members.map((member) => `  | ${member}`);
}

function isLong(line: string, depth: number): boolean {
  return line.length + 2 * depth > WIDTH;
}

function indented(line: string, depth: number): string {
  return '  '.repeat(depth) + line;
}
