/** A class as its users see it: public members without bodies and values. */

/** The declaration of a class that the formatter has laid out, members two columns in; `comments` are gone already. */
export function classSignature(statement: string): string {
  const open = statement.indexOf(' {\n');
  if (open === -1) return statement;
  const members = membersOf(statement.slice(open + 3, statement.lastIndexOf('\n}')));
  const shown = members.filter((member) => !/^(?:[a-z]+ )*(?:#|private )/.test(member)).map(withoutBody);
  return `${statement.slice(0, open)} { ${shown.map((member) => `${member};`).join(' ')} }`;
}

/** Members begin with a word, or the sign of a private one, in the third column. */
function membersOf(body: string): readonly string[] {
  const members: string[] = [];
  for (const line of body.split('\n')) {
    if (/^ {2}[A-Za-z_$#[*]/.test(line)) members.push(line.slice(2));
    else if (members.length > 0) members.push(`${members.pop() ?? ''}\n${line}`);
  }
  return members.map((member) => member.trim().replace(/;$/, ''));
}

function withoutBody(member: string): string {
  const isMethod = /^(?:[a-z]+ )*[\w$]+(?:<[^(]*>)?\(/.test(member);
  return (isMethod ? headOf(member) : member.slice(0, valueStart(member))).trim();
}

/** A body opens at the end of the first line, or of the line that closes the parameters; an empty one is closed at once. */
function headOf(method: string): string {
  const lines = method.split('\n');
  const last = lines.findIndex((line, index) => (index === 0 || line.startsWith('  )')) && / \{\}?$/.test(line));
  return last === -1
    ? method
    : lines
        .slice(0, last + 1)
        .join('\n')
        .replace(/ \{\}?$/, '');
}

function valueStart(member: string): number {
  const start = member.search(/\s=(?![=>])/);
  return start === -1 ? member.length : start;
}
