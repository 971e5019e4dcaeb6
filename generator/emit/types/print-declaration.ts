/** One named schema in, its exported declaration with comment out. */
import type { Diagnostic } from '../../diagnostics.js';
import type { NamedSchema } from '../../ir/ir.js';
import type { SchemaObject } from '../../schema.js';
import { docComment } from '../doc-comment.js';
import { describingTexts, isPlainObject, printObject, printType, reportLosses } from './print-schema.js';
import type { TypeScope } from './print-schema.js';

/** A declaration, and what it could not say. */
export interface PrintedDeclaration {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Prints `export interface` for objects, `export type` for everything else. */
export function printDeclaration(named: NamedSchema, blob: string): PrintedDeclaration {
  const { schema, name } = named;
  const scope: TypeScope = { blob, sentences: [], places: new Set(), place: '' };
  const body =
    typeof schema === 'object' && isPlainObject(schema)
      ? printInterface(name, schema, scope)
      : `type ${name} = ${printType(schema, scope)};`;
  const tags = typeof schema === 'object' && schema.deprecated === true ? ['@deprecated'] : [];
  const text = `${docComment([...describingTexts(schema, scope.sentences), provenance(named)], tags)}export ${body}`;
  return { text, diagnostics: [...scope.places].map((place) => lossDiagnostic(named, place)) };
}

function printInterface(name: string, schema: SchemaObject, scope: TypeScope): string {
  reportLosses(schema, scope);
  return `interface ${name} ${asBlock(printObject(schema, scope))}`;
}

/** Members of an interface have lines of their own, also where there is one. */
function asBlock(object: string): string {
  return object.startsWith('{ ') ? `{\n  ${object.slice(2, -2)};\n}` : object;
}

/** A sentence and no `@see`: tags of that kind are parsed by every compiler that reads the types, for thousands of them. */
function provenance({ origin }: NamedSchema): string {
  switch (origin.kind) {
    case 'declared':
    case 'operation':
      return `From ${origin.document}#${origin.pointer}`;
    case 'inferred':
      return `Inferred from samples of ${folderText(origin.folders)}.`;
  }
}

/** Folders rather than counts, so that one more sample does not touch every type. */
function folderText(folders: readonly string[]): string {
  const shown = folders.slice(0, 3).join(', ');
  return folders.length > 3 ? `${shown} and others` : shown;
}

function lossDiagnostic({ name, origin }: NamedSchema, place: string): Diagnostic {
  const at =
    origin.kind === 'inferred'
      ? { file: origin.folders[0] ?? '' }
      : { file: origin.document, pointer: origin.kind === 'declared' ? origin.pointer + place : origin.pointer };
  return {
    code: 'type-loss',
    severity: 'note',
    at,
    message: `the type "${name}" cannot say all of this schema; its comment and its validator do`,
  };
}
