/**
 * Declarations of modules that are made of functions and data, in lists. Thousands of them say the same of different types,
 * and a compiler takes its time for every statement, parameter and predicate: it reads a shape once, then names.
 */

/** What many functions share: all but the type that they speak of, which is the group of the pattern. */
interface Shape {
  readonly name: string;
  readonly pattern: RegExp;
  readonly declaration: (name: string) => string;
}

const SHAPES: readonly Shape[] = [
  {
    name: 'Guard',
    pattern: /^function \(value: unknown\): value is ([\w$.]+)$/,
    declaration: (name) => `interface ${name}<T> {\n  (value: unknown): value is T;\n}\n`,
  },
  {
    name: 'Validate',
    pattern: /^function \(value: unknown\): Validation<([\w$.]+)>$/,
    declaration: (name) => `interface ${name}<T> {\n  (value: unknown): Validation<T>;\n}\n`,
  },
  {
    name: 'Validator',
    pattern: /^const : \(value: unknown\) => Validation<([\w$.]+)>$/,
    declaration: (name) => `type ${name}<T> = (value: unknown) => Validation<T>;\n`,
  },
  {
    name: 'FindDrift',
    pattern: /^function \(value: unknown\): readonly DriftFinding\[\]$/,
    declaration: (name) => `interface ${name} {\n  (value: unknown): readonly DriftFinding[];\n}\n`,
  },
  {
    name: 'Describe',
    pattern: /^function \(found\?: Descriptions\): Descriptions$/,
    declaration: (name) => `interface ${name} {\n  (found?: Descriptions): Descriptions;\n}\n`,
  },
];

/** A declaration of one line and its comment, if that is one line too. */
const ONE_LINE = /^(?:(\/\*\* .* \*\/)\n|(?<!\*\/\n))export declare (function|const) ([\w$]+)(.*);\n/gm;

/** Constants that only modules beside this one ask for: they need no comment each. */
const PLAIN = /^: (?:Check|Table)$/;

/** The text with its functions and constants in two lists: those with comments, and those that speak for themselves. */
export function listDeclarations(text: string): string {
  const names = freeNames(text);
  const used = new Set<Shape>();
  const commented: string[] = [];
  const plain: string[] = [];
  const rest = text.replace(
    ONE_LINE,
    (whole, comment: string | undefined, kind: string, name: string, type: string) => {
      const shape = asShape(`${kind} ${type}`, names, used);
      const constant = shape ?? (kind === 'const' ? type : undefined);
      if (constant === undefined) return whole;
      if (comment === undefined || PLAIN.test(constant)) plain.push(`  ${name}${constant}`);
      else commented.push(`  ${comment}\n  ${name}${constant}`);
      return '';
    },
  );
  const shapes = SHAPES.filter((shape) => used.has(shape)).map((shape) => shape.declaration(names.get(shape) ?? ''));
  // Without it a module of declarations exports all that it has.
  const end = shapes.length === 0 || /^export \{\s*\};$/m.test(rest) ? '' : 'export {};\n';
  return [rest, ...shapes, printList(commented), printList(plain), end].join('');
}

/** A list, and one of its declarations; shapes as they are printed above. */
const LIST = /^export declare const\n((?: {2}.*\n)+)/gm;
const LISTED = /^ {2}([\w$]+): (.*?)[,;]$/gm;
const PRINTED_SHAPE = /^(?:interface ([\w$]+)(?:<T>)? \{\n {2}(.*);\n\}|type ([\w$]+)<T> = (.*);)$/gm;

/** The other way: each declaration a statement again, without comments, as those who compare packages read them. */
export function separateDeclarations(text: string): string {
  if (!text.includes('\nexport declare const\n')) return text;
  const shapes = new Map(
    [...text.matchAll(PRINTED_SHAPE)].map(([, called = '', signature, alias = '', type = '']) =>
      signature === undefined
        ? [alias, { kind: 'const', rest: `: ${type}` }]
        : [called, { kind: 'function', rest: signature }],
    ),
  );
  const statement = (name: string, type: string): string => {
    const [, used = '', of = 'T'] = /^([\w$]+)(?:<(.*)>)?$/.exec(type) ?? [];
    const shape = shapes.get(used);
    return shape === undefined
      ? `export declare const ${name}: ${type};\n`
      : `export declare ${shape.kind} ${name}${shape.rest.replace(/\bT\b/, () => of)};\n`;
  };
  return text.replace(LIST, (_, body: string) =>
    [...body.matchAll(LISTED)].map(([, name = '', type = '']) => statement(name, type)).join(''),
  );
}

/** The type that stands for the rest of a declaration; undefined where it has none of the shapes. */
function asShape(declared: string, names: ReadonlyMap<Shape, string>, used: Set<Shape>): string | undefined {
  for (const shape of SHAPES) {
    const match = shape.pattern.exec(declared);
    if (match === null) continue;
    used.add(shape);
    const [, type] = match;
    return `: ${names.get(shape) ?? ''}${type === undefined ? '' : `<${type}>`}`;
  }
  return undefined;
}

function printList(declarations: readonly string[]): string {
  return declarations.length === 0 ? '' : `export declare const\n${declarations.join(',\n')};\n`;
}

/** `Guard`, `Guard2`, …: those that the text has no word for. */
function freeNames(text: string): ReadonlyMap<Shape, string> {
  return new Map(
    SHAPES.map((shape) => {
      let number = 1;
      const name = (): string => (number === 1 ? shape.name : `${shape.name}${number}`);
      while (new RegExp(`\\b${name()}\\b`).test(text)) number += 1;
      return [shape, name()];
    }),
  );
}
