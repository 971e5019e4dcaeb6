/**
 * The layout of modules that are made of functions and data, in one pass over their text: indentation by the brackets
 * at the ends of lines, and lines of at most 120 characters where brackets allow it. A formatter would have to parse.
 */

const WIDTH = 120;

const [OPENING_PARENTHESIS, CLOSING_PARENTHESIS, COMMA, SLASH, SEMICOLON] = [40, 41, 44, 47, 59];
const [BACKTICK, BACKSLASH] = [96, 92];
const [BLANK, OPENING_BRACKET, CLOSING_BRACKET, OPENING_BRACE, CLOSING_BRACE] = [32, 91, 93, 123, 125];

/** A text that is laid out in place: its lines and their parts are named by where they begin and end. */
interface Source {
  readonly text: string;
  readonly hasEscapes: boolean;
}

/** Lays out statements that are printed one to a line, and the lines of JSON in templates, without indentation. */
export function layOut(text: string): string {
  if (text.length <= WIDTH && !text.includes('\n')) return text;
  const source: Source = { text, hasEscapes: text.includes('\\') };
  const lines: string[] = [];
  let depth = 0;
  let isTemplate = false;
  for (let start = 0, end = 0; start <= text.length; start = end + 1) {
    end = endOfLine(text, start);
    const first = end === start ? 0 : text.charCodeAt(start);
    if (first === CLOSING_BRACE || first === CLOSING_PARENTHESIS || first === CLOSING_BRACKET) depth -= 1;
    const isInComment = (first === SLASH || first === BLANK) && isComment(text, start);
    if (isTemplate && text.charCodeAt(start + 1) === BACKTICK) isTemplate = false;
    if (isTemplate || isInComment) lines.push(indented(text.slice(start, end), depth));
    else addLine(source, start, end, '', depth, lines);
    const last = end === start ? 0 : text.charCodeAt(end - 1);
    if ((last === OPENING_BRACE || last === OPENING_PARENTHESIS || last === OPENING_BRACKET) && !isInComment)
      depth += 1;
    if (end === start + 2 && text.startsWith('`{', start)) isTemplate = true;
  }
  return lines.join('\n');
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

function isComment(text: string, start: number): boolean {
  return text.startsWith('/**', start) || text.startsWith('//', start) || text.startsWith(' *', start);
}

/** By depth; most lines are not deep. */
const INDENTS = Array.from({ length: 40 }, (_, depth) => '  '.repeat(depth));

function indented(line: string, depth: number): string {
  return line === '' || depth <= 0 ? line : (INDENTS[depth] ?? '  '.repeat(depth)) + line;
}

/** A line, and a sign after it, as it is where it fits; else what is between its widest brackets, a part to a line. */
function addLine(source: Source, start: number, end: number, suffix: string, depth: number, lines: string[]): void {
  const { text } = source;
  const isLong = end - start + suffix.length + 2 * depth > WIDTH;
  const { group: widest, operators } = isLong ? scan(source, start, end) : NOTHING;
  const group = widest && (onlyArgument(source, widest) ?? widest);
  if (operators.length > 0) {
    let from = start;
    for (const to of [...operators, end]) {
      const inner = from === start ? depth : depth + 1;
      addTrimmed(source, from, to, to === end ? suffix : '', inner, lines);
      from = to;
    }
  } else if (group === undefined || group.isBlock || isBlank(text, group.start + 1, group.end)) {
    lines.push(indented(text.slice(start, end) + suffix, depth));
  } else {
    lines.push(indented(text.slice(start, group.start + 1), depth));
    addParts(source, group, depth + 1, lines);
    lines.push(indented(text.slice(group.end, end) + suffix, depth));
  }
}

/** The same without the blanks around. */
function addTrimmed(source: Source, from: number, to: number, suffix: string, depth: number, lines: string[]): void {
  let [start, end] = [from, to];
  while (start < end && source.text.charCodeAt(start) === BLANK) start += 1;
  while (start < end && source.text.charCodeAt(end - 1) === BLANK) end -= 1;
  addLine(source, start, end, suffix, depth, lines);
}

function isBlank(text: string, from: number, to: number): boolean {
  let index = from;
  while (index < to && text.charCodeAt(index) === BLANK) index += 1;
  return index === to;
}

/** The only argument's own brackets, if that is a list or an object: `f([` and `])` stay together. */
function onlyArgument(source: Source, group: Group): Group | undefined {
  const from = group.start + 1;
  const first = source.text.charCodeAt(from);
  if (group.commas.length > 0 || (first !== OPENING_BRACKET && first !== OPENING_BRACE)) return undefined;
  const inner = scan(source, from, group.end).group;
  return inner?.start === from && inner.end === group.end - 1 ? inner : undefined;
}

function addParts(source: Source, group: Group, depth: number, lines: string[]): void {
  // `(a)` may be an expression in brackets, which has no comma at its end.
  const isList = group.commas.length > 0 || source.text.charCodeAt(group.start) !== OPENING_PARENTHESIS;
  let start = group.start + 1;
  for (const end of [...group.commas, group.end]) {
    if (!isBlank(source.text, start, end)) addTrimmed(source, start, end, isList ? ',' : '', depth, lines);
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

function scan({ text, hasEscapes }: Source, start: number, end: number): Scan {
  const operators: number[] = [];
  let widest: Group | undefined;
  let group: Group | undefined;
  let depth = 0;
  for (let index = start; index < end; index += 1) {
    const unit = text.charCodeAt(index);
    const sign = unit > LAST_SIGN ? 0 : (SIGNS[unit] ?? 0);
    if (sign === 0) continue;
    if (sign === IS_BLANK) {
      if (depth === 0 && index + 4 <= end && isOperator(text, index)) operators.push(index + 3);
    } else if (sign === OPENS) {
      if (depth === 0) group = { start: index, end: index, commas: [], isBlock: false };
      depth += 1;
    } else if (sign === CLOSES) {
      depth -= 1;
      if (depth !== 0 || group === undefined) continue;
      group.end = index;
      // `value['name']` stays whole.
      if (unit === CLOSING_BRACKET && group.start > start && /[\w$)\]]/.test(text.charAt(group.start - 1))) continue;
      if (widest === undefined || widest.end - widest.start < index - group.start) widest = group;
    } else if (sign === QUOTES) {
      index = hasEscapes ? endOfText(text, index, end) : endOfPlain(text, index, end);
    } else if (unit === SLASH) {
      if (index > start && isPattern(text, index)) index = endOfPattern(text, index, end);
    } else if (depth === 1 && unit === COMMA) group?.commas.push(index);
    else if (depth === 1 && unit === SEMICOLON && group !== undefined) group.isBlock = true;
  }
  return { group: widest, operators };
}

function isOperator(text: string, index: number): boolean {
  return text.startsWith(' || ', index) || text.startsWith(' && ', index);
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
function endOfPlain(text: string, start: number, limit: number): number {
  const end = text.indexOf(text.charAt(start), start + 1);
  return end === -1 || end > limit ? limit : end;
}

function endOfText(text: string, start: number, limit: number): number {
  const quote = text.charCodeAt(start);
  let index = start + 1;
  while (index < limit && text.charCodeAt(index) !== quote) index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  return index;
}

/** A division follows a value; a pattern follows a sign. */
function isPattern(text: string, index: number): boolean {
  return text.charAt(index + 1) !== '*' && /[(,=:[!&|?{}; ]/.test(text.charAt(index - 1));
}

function endOfPattern(text: string, start: number, limit: number): number {
  let isInClass = false;
  let index = start + 1;
  for (; index < limit; index += 1) {
    const sign = text.charAt(index);
    if (sign === '\\') index += 1;
    else if (sign === '[') isInClass = true;
    else if (sign === ']') isInClass = false;
    else if (sign === '/' && !isInClass) return index;
  }
  return index;
}
