/** Exported declarations of a formatted module, read from its text: names and signatures without comments. */

import { classSignature } from './class-signature.js';

/** One exported declaration. */
export interface Declaration {
  readonly name: string;
  readonly kind: 'interface' | 'type' | 'function' | 'const' | 'class';
  /** The declaration without comments, bodies and values, white space collapsed; made when it is asked for. */
  readonly signature: string;
}

/** What a module exports: declarations of its own, and modules that it passes on. */
export interface ModuleExports<Declared = Declaration> {
  readonly declarations: readonly Declared[];
  /** Specifiers of `export * from`, as written. */
  readonly stars: readonly string[];
  /** `export { a } from` and `export * as a from`: names with their module. */
  readonly named: readonly { readonly name: string; readonly from: string }[];
}

const START = /^export (?:declare )?(?:async )?(interface|type|function|const|class) ([\w$]+)/;

/** Reads a module that the formatter has laid out: every statement starts at the first column. */
export function readExports(text: string): ModuleExports {
  const declarations: Declaration[] = [];
  const stars: string[] = [];
  const named: { name: string; from: string }[] = [];
  for (const index of starts(text)) {
    const start = START.exec(text.slice(index, index + LONGEST_START));
    if (start !== null) {
      declarations.push(declarationAt(text, index, start[1] as Declaration['kind'], start[2] ?? ''));
      continue;
    }
    const statement = withoutComments(text.slice(index, endOf(text, index)));
    const star = /^export (?:type )?\* from '([^']+)'/.exec(statement);
    const space = /^export (?:type )?\* as ([\w$]+) from '([^']+)'/.exec(statement);
    const list = /^export (?:type )?\{([^}]*)\} from '([^']+)'/.exec(statement);
    if (star !== null) stars.push(star[1] ?? '');
    else if (space !== null) named.push({ name: space[1] ?? '', from: space[2] ?? '' });
    else if (list !== null) named.push(...listed(list[1] ?? '').map((name) => ({ name, from: list[2] ?? '' })));
  }
  return { declarations, stars, named };
}

/** More than any keyword and name take. */
const LONGEST_START = 1000;

/** Where statements that export begin. */
function starts(text: string): readonly number[] {
  const found = text.startsWith('export ') ? [0] : [];
  for (let at = text.indexOf('\nexport '); at !== -1; at = text.indexOf('\nexport ', at + 1)) found.push(at + 1);
  return found;
}

/** Where the statement that begins here ends: before the next one, or the comment of that. */
function endOf(text: string, index: number): number {
  const next = /^(?:export|import|const|let|function|async|interface|type|class|declare)\b|^\/[/*]/gm;
  next.lastIndex = index + 1;
  return next.exec(text)?.index ?? text.length;
}

/** `a, type b, c as d` gives the names that come out: a, b, d. */
function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim().replace(/^type /, ''))
    .filter((item) => item !== '')
    .map((item) => item.split(' as ').slice(-1)[0] ?? item);
}

/** Strings are matched first, so that a comment's signs inside one stay. */
function withoutComments(text: string): string {
  if (!text.includes('/*') && !text.includes('//')) return text;
  return text.replaceAll(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (_, string?: string) => string ?? '',
  );
}

/** Most names are listed without their signatures, and a package of validators is large. */
function declarationAt(text: string, index: number, kind: Declaration['kind'], name: string): Declaration {
  return {
    name,
    kind,
    get signature() {
      return signatureOf(kind, withoutComments(text.slice(index, endOf(text, index))));
    },
  };
}

function signatureOf(kind: Declaration['kind'], statement: string): string {
  const head =
    kind === 'function'
      ? beforeBody(statement)
      : kind === 'const'
        ? beforeValue(statement)
        : kind === 'class'
          ? classSignature(statement)
          : statement;
  return onOneLine(head.replace(/^export (?:declare )?/, ''));
}

/** The text as if it had never been wrapped, so that a longer name elsewhere does not change this line. */
function onOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replace(/;\s*$/, '').trim();
  return line
    .replaceAll(/([(<[]) /g, '$1')
    .replaceAll(/,? ([)>\]])/g, '$1')
    .replaceAll(/([=:(<]) \| /g, '$1 ')
    .replaceAll(/([(<]) (?=\S)/g, '$1');
}

/** A body opens at the end of a line; a type literal in the signature closes before it does. */
function beforeBody(statement: string): string {
  const end = statement.search(/ \{\n(?! *readonly)[\s\S]*?\n\}\s*$/);
  const oneLine = /^(.*?) \{ .* \}\s*$/.exec(statement.trim());
  if (oneLine?.[1] !== undefined && !statement.trim().includes('\n')) return oneLine[1];
  return end === -1 ? statement : statement.slice(0, end);
}

/** `const x: Type = …`: up to the sign that is not part of an arrow or a comparison. */
function beforeValue(statement: string): string {
  const end = statement.search(/\s=(?![=>])/);
  return end === -1 ? statement : statement.slice(0, end);
}
