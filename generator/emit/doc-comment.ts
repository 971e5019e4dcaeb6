/** Texts from documents as TSDoc comments that cannot end early or say more than they should. */

/** A comment of these paragraphs and tags, or nothing; wrapped at 110 columns, `indent` blanks in. */
export function docComment(paragraphs: readonly string[], tags: readonly string[] = [], indent = 0): string {
  const all: string[] = [];
  for (const paragraph of paragraphs) {
    const text = withoutTags(cleanText(paragraph));
    if (text === '') continue;
    if (all.length > 0) all.push('');
    for (const line of text.split('\n')) all.push(...wrap(line, 106 - indent));
  }
  const tagLines = tags.flatMap((tag) => wrap(cleanText(tag), 106 - indent));
  if (all.length > 0 && tagLines.length > 0) all.push('');
  all.push(...tagLines);
  if (all.length === 0) return '';
  const pad = ' '.repeat(indent);
  if (all.length === 1 && (all[0] ?? '').length < 100) return `${pad}/** ${all[0]} */\n`;
  return `${pad}/**\n${all.map((line) => `${pad} *${line === '' ? '' : ` ${line}`}\n`).join('')}${pad} */\n`;
}

/** A vendor's line that starts with @ is no tag of ours. */
function withoutTags(text: string): string {
  return text.includes('@') ? text.replaceAll(/^@/gm, '\\@') : text;
}

/** What `cleanText` has to touch; most texts have nothing of it. */
const UNCLEAN = /[<\t\n\r\u2028\u2029]|\*\/| {2}/;

/** Vendor text without what would end or distort a comment: comment ends, HTML, runs of blanks. */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text.trim();
  return text
    .replaceAll('*/', '*\\/')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, '')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/[\u2028\u2029\r]+/g, '\n')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}

/** As many words to a line as fit; a longer word has a line of its own. One blank is between words. */
function wrap(text: string, width: number): readonly string[] {
  if (text.length <= width) return text === '' ? [] : [text];
  const lines: string[] = [];
  let start = 0;
  while (text.length - start > width) {
    const fitting = text.lastIndexOf(' ', start + width);
    const end = fitting > start ? fitting : text.indexOf(' ', start + width);
    if (end === -1) break;
    lines.push(text.slice(start, end));
    start = end + 1;
  }
  lines.push(text.slice(start));
  return lines;
}
