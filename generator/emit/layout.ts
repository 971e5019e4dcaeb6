/**
 * The layout of modules that are made of functions and data, in one pass over their text: indentation by the brackets
 * at the ends of lines, and lines of at most 120 characters where brackets allow it. A formatter would have to parse.
 */

const WIDTH = 120;

const [OPENING_PARENTHESIS, CLOSING_PARENTHESIS, COMMA, SLASH, SEMICOLON] = [40, 41, 44, 47, 59];
const [BLANK, OPENING_BRACKET, CLOSING_BRACKET, OPENING_BRACE, CLOSING_BRACE] = [32, 91, 93, 123, 125];

/** Lays out statements that are printed one to a line, and the lines of JSON in templates, without indentation. */
export function layOut(text: string): string {
  if (text.length <= WIDTH && !text.includes('\n')) return text;
  const lines: string[] = [];
  let depth = 0;
  let isTemplate = false;
  for (const line of text.split('\n')) {
    const first = line.charCodeAt(0);
    if (first === CLOSING_BRACE || first === CLOSING_PARENTHESIS || first === CLOSING_BRACKET) depth -= 1;
    const isInComment = (first === SLASH || first === BLANK) && isComment(line);
    if (isTemplate && line.startsWith('`', 1)) isTemplate = false;
    if (isTemplate || isInComment) lines.push(indented(line, depth));
    else addLine(line, depth, lines);
    const last = line.charCodeAt(line.length - 1);
    if ((last === OPENING_BRACE || last === OPENING_PARENTHESIS || last === OPENING_BRACKET) && !isInComment)
      depth += 1;
    if (line === '`{') isTemplate = true;
  }
  return lines.join('\n');
}

function isComment(line: string): boolean {
  return line.startsWith('/**') || line.startsWith('//') || line.startsWith(' *');
}

/** By depth; most lines are not deep. */
const INDENTS = Array.from({ length: 40 }, (_, depth) => '  '.repeat(depth));

function indented(line: string, depth: number): string {
  return line === '' || depth <= 0 ? line : (INDENTS[depth] ?? '  '.repeat(depth)) + line;
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
  const hasEscapes = line.includes('\\');
  let widest: Group | undefined;
  let group: Group | undefined;
  let depth = 0;
  for (let index = 0; index < line.length; index += 1) {
    const unit = line.charCodeAt(index);
    const sign = unit > LAST_SIGN ? 0 : (SIGNS[unit] ?? 0);
    if (sign === 0) continue;
    if (sign === IS_BLANK) {
      if (depth === 0 && (line.startsWith(' || ', index) || line.startsWith(' && ', index))) operators.push(index + 3);
    } else if (sign === OPENS) {
      if (depth === 0) group = { start: index, end: index, commas: [], isBlock: false };
      depth += 1;
    } else if (sign === CLOSES) {
      depth -= 1;
      if (depth !== 0 || group === undefined) continue;
      group.end = index;
      // `value['name']` stays whole.
      if (unit === CLOSING_BRACKET && /[\w$)\]]/.test(line.charAt(group.start - 1))) continue;
      if (widest === undefined || widest.end - widest.start < index - group.start) widest = group;
    } else if (sign === QUOTES) {
      index = hasEscapes ? endOfText(line, index, line.charAt(index)) : endOfPlain(line, index);
    } else if (unit === SLASH) {
      if (isPattern(line, index)) index = endOfPattern(line, index);
    } else if (depth === 1 && unit === COMMA) group?.commas.push(index);
    else if (depth === 1 && unit === SEMICOLON && group !== undefined) group.isBlock = true;
  }
  return { group: widest, operators };
}

const LAST_SIGN = 127;

const [OPENS, CLOSES, QUOTES, IS_BLANK, IS_OTHER] = [1, 2, 3, 4, 5];

/** What the signs that mean something to `scan` are: most of a line means nothing. */
const SIGNS = Uint8Array.from({ length: LAST_SIGN + 1 }, (_, unit) => kindOf(String.fromCharCode(unit)));

function kindOf(sign: string): number {
  if ('([{'.includes(sign)) return OPENS;
  if (')]}'.includes(sign)) return CLOSES;
  if ("'`".includes(sign)) return QUOTES;
  if (sign === ' ') return IS_BLANK;
  return '/,;'.includes(sign) ? IS_OTHER : 0;
}

/** The same as `endOfText` where nothing is escaped. */
function endOfPlain(line: string, start: number): number {
  const end = line.indexOf(line.charAt(start), start + 1);
  return end === -1 ? line.length : end;
}

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
