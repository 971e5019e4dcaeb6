/** Texts from documents as TSDoc comments that cannot end early or say more than they should. */

/** A comment of these paragraphs and tags, or nothing; wrapped at 110 columns, `indent` blanks in. */
export function docComment(paragraphs: readonly string[], tags: readonly string[] = [], indent = 0): string {
  // A vendor's line that starts with @ is no tag of ours.
  const body = paragraphs.map((text) => cleanText(text).replaceAll(/^@/gm, '\\@')).filter((text) => text !== '');
  const lines = body.flatMap((text, index) => [
    ...(index === 0 ? [] : ['']),
    ...text.split('\n').flatMap((line) => wrap(line, 106 - indent)),
  ]);
  const tagLines = tags.map(cleanText).flatMap((tag) => wrap(tag, 106 - indent));
  const all = lines.length > 0 && tagLines.length > 0 ? [...lines, '', ...tagLines] : [...lines, ...tagLines];
  const pad = ' '.repeat(indent);
  if (all.length === 0) return '';
  if (all.length === 1 && (all[0] ?? '').length < 100) return `${pad}/** ${all[0]} */\n`;
  return `${pad}/**\n${all.map((line) => `${pad} *${line === '' ? '' : ` ${line}`}\n`).join('')}${pad} */\n`;
}

/** Vendor text without what would end or distort a comment: comment ends, HTML, runs of blanks. */
export function cleanText(text: string): string {
  return text
    .replaceAll('*/', '*\\/')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, '')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/[\u2028\u2029\r]+/g, '\n')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
