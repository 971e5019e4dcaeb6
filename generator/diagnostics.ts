/** Problems as data: stages collect them, the shell prints them and decides the exit code. */

export type Severity = 'error' | 'warning' | 'note';

/** Where a problem is: a file as the user named it, and a JSON pointer or a line in it. */
export interface Location {
  readonly file: string;
  /** RFC 6901 pointer into the file's value. */
  readonly pointer?: string;
  /** 1-based line, where the file could not be parsed. */
  readonly line?: number;
}

/** One problem. `message` says what is wrong and what was expected; `hint` says what to do. Never a payload value. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly at: Location;
  readonly hint?: string;
}

/** Every code there is, with the sentence that docs/diagnostics.md prints. Codes are stable. */
export const diagnosticCodes = {
  collision: 'Two exported names, or two events, collide.',
  'description-target': 'descriptions.yaml names a type or member that does not exist.',
  'document-invalid': 'An OpenAPI document is not one of the versions that are read, or lacks a required part.',
  'event-empty': 'An event has neither a schema nor a sample.',
  'file-unreadable': 'A file cannot be read.',
  'inference-open': 'Samples leave a question open, for example a member that was only ever null.',
  'keyword-unsupported': 'A schema uses a keyword that is not supported.',
  'manifest-invalid': 'A manifest has an unknown key, lacks one, or has a value of the wrong kind.',
  'name-invalid': 'A name cannot be an exported identifier.',
  'overlay-target': 'An overlay action matches nothing.',
  'reference-dangling': 'A $ref points at nothing.',
  'sample-envelope': 'A sample does not fit the event whose folder holds it.',
  'sample-invalid': 'A sample is not JSON, or its bytes are not UTF-8.',
  syntax: 'A file is not well-formed YAML or JSON.',
  'type-loss': 'A schema says more than TypeScript types can; the validator keeps it.',
} as const;

export type DiagnosticCode = keyof typeof diagnosticCodes;

/** What every stage returns: a value as far as it could be made, and the problems met on the way. */
export interface StageResult<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** The end of every exhaustive `switch`: reaching it is our bug (exit code 3). */
export function assertNever(value: never): never {
  throw new InternalError(`unhandled case ${JSON.stringify(value)}`);
}

/** An invariant of ours broke. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** The user's input is wrong; holds everything that was found (exit code 2). */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join('\n'));
    this.diagnostics = diagnostics;
  }
}

/** The command line itself is wrong (exit code 2). */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
