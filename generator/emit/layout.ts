/**
 * The layout of modules that are made of functions and data, in one pass over their text: indentation by the brackets
 * at the ends of lines, and lines of at most 120 characters where brackets allow it. A formatter would have to parse.
 */

const WIDTH = 120;

/** Lays out statements that are printed one to a line, and the lines of JSON in templates, without indentation. */
export function layOut(text: string): string {
  if (text.length <= WIDTH && !text.includes('\n')) return text;
  const lines: string[] = [];
  let depth = 0;
  let isTemplate = false;
  for (const line of text.split('\n')) {
    const first = line.charAt(0);
    if (first === '}' || first === ')' || first === ']') depth -= 1;
    if (isTemplate && line.startsWith('`', 1)) isTemplate = false;
    if (isTemplate || isComment(line)) lines.push(indented(line, depth));
    else addLine(line, depth, lines);
    const last = line.charAt(line.length - 1);
    if ((last === '{' || last === '(' || last === '[') && !isComment(line)) depth += 1;
    if (line === '`{') isTemplate = true;
  }
  return lines.join('\n');
}

function isComment(line: string): boolean {
  return line.startsWith('/**') || line.startsWith('//') || line.startsWith(' *');
}

function indented(line: string, depth: number): string {
  return line === '' || depth <= 0 ? line : '  '.repeat(depth) + line;
}

/** A line as it is where it fits; else what is between its widest brackets, a part to a line. */
function addLine(line: string, depth: number, lines: string[]): void {
  const { group: widest, operators } = line.length + 2 * depth > WIDTH ? scan(line) : NOTHING;
  const group = widest && (onlyArgument(line, widest) ?? widest);
  const inside = group === undefined ? '' : line.slice(group.start + 1, group.end).trim();
  if (operators.length > 0) {
    const ends = [...operators, line.length];
    ends.forEach((end, index) => {
      const part = line.slice(ends[index - 1] ?? 0, end).trim();
      addLine(part, index === 0 ? depth : depth + 1, lines);
    });
  } else if (group === undefined || inside === '' || group.isBlock) {
    lines.push(indented(line, depth));
  } else {
    lines.push(indented(line.slice(0, group.start + 1), depth));
    addParts(line, group, depth + 1, lines);
    lines.push(indented(line.slice(group.end), depth));
  }
}

/** The only argument's own brackets, if that is a list or an object: `f([` and `])` stay together. */
function onlyArgument(line: string, group: Group): Group | undefined {
  const first = line.charAt(group.start + 1);
  if (group.commas.length > 0 || (first !== '[' && first !== '{')) return undefined;
  const from = group.start + 1;
  const inner = scan(line.slice(from, group.end)).group;
  if (inner?.start !== 0 || inner.end !== group.end - from - 1) return undefined;
  return { ...inner, start: from, end: from + inner.end, commas: inner.commas.map((comma) => from + comma) };
}

function addParts(line: string, group: Group, depth: number, lines: string[]): void {
  const ends = [...group.commas, group.end];
  // `(a)` may be an expression in brackets, which has no comma at its end.
  const isList = group.commas.length > 0 || line.charAt(group.start) !== '(';
  let start = group.start + 1;
  for (const end of ends) {
    const part = line.slice(start, end).trim();
    if (part !== '') addLine(isList ? `${part},` : part, depth, lines);
    start = end + 1;
  }
}

/** What is between two brackets that nothing else is around. */
interface Group {
  readonly start: number;
  end: number;
  readonly commas: number[];
  isBlock: boolean;
}

interface Scan {
  /** The widest of the groups. */
  readonly group: Group | undefined;
  /** Where operands begin, if the line is several of them and nothing else. */
  readonly operators: readonly number[];
}

const NOTHING: Scan = { group: undefined, operators: [] };

function scan(line: string): Scan {
  const operators: number[] = [];
  let widest: Group | undefined;
  let group: Group | undefined;
  let depth = 0;
  for (let index = 0; index < line.length; index += 1) {
    const unit = line.charCodeAt(index);
    if (unit > LAST_SIGN || SIGNS[unit] !== 1) continue;
    const sign = line.charAt(index);
    if (sign === "'" || sign === '`') index = endOfText(line, index, sign);
    else if (sign === '/') {
      if (isPattern(line, index)) index = endOfPattern(line, index);
    } else if (sign === '(' || sign === '[' || sign === '{') {
      if (depth === 0) group = { start: index, end: index, commas: [], isBlock: false };
      depth += 1;
    } else if (sign === ')' || sign === ']' || sign === '}') {
      depth -= 1;
      if (depth !== 0 || group === undefined) continue;
      group.end = index;
      // `value['name']` stays whole.
      if (sign === ']' && /[\w$)\]]/.test(line.charAt(group.start - 1))) continue;
      if (widest === undefined || widest.end - widest.start < index - group.start) widest = group;
    } else if (depth === 0 && (line.startsWith(' || ', index) || line.startsWith(' && ', index)))
      operators.push(index + 3);
    else if (depth === 1 && sign === ',') group?.commas.push(index);
    else if (depth === 1 && sign === ';' && group !== undefined) group.isBlock = true;
  }
  return { group: widest, operators };
}

const LAST_SIGN = 127;

/** Marks the signs that mean something to `scan`: most of a line does not. */
const SIGNS = Uint8Array.from({ length: LAST_SIGN + 1 }, (_, unit) =>
  "'`/()[]{},; ".includes(String.fromCharCode(unit)) ? 1 : 0,
);

function endOfText(line: string, start: number, quote: string): number {
  let index = start + 1;
  while (index < line.length && line.charAt(index) !== quote) index += line.charAt(index) === '\\' ? 2 : 1;
  return index;
}

/** A division follows a value; a pattern follows a sign. */
function isPattern(line: string, index: number): boolean {
  return line.charAt(index + 1) !== '*' && /[(,=:[!&|?{}; ]$/.test(line.slice(Math.max(0, index - 1), index));
}

function endOfPattern(line: string, start: number): number {
  let isInClass = false;
  let index = start + 1;
  for (; index < line.length; index += 1) {
    const sign = line.charAt(index);
    if (sign === '\\') index += 1;
    else if (sign === '[') isInClass = true;
    else if (sign === ']') isInClass = false;
    else if (sign === '/' && !isInClass) return index;
  }
  return index;
}
