/** Looking at answers: a wrong shape is an error (`strict`) or a report (`drift`); something new is a report. */
import type { RawAnswer } from './connection.js';
import { RequestError } from './errors.js';
import type { AnyOperation } from './operation.js';
import type { ConnectionSettings, Validation } from './settings.js';

/** The part of Standard Schema that is used. */
export interface ResponseSchema {
  readonly '~standard': { readonly validate: (value: unknown) => unknown };
}

/** Schemas, and functions that find drift, by operation and status (or range, or `default`). */
export interface ResponseValidators {
  readonly schemas: { readonly [operation: string]: { readonly [status: string]: ResponseSchema } };
  readonly drift?: { readonly [operation: string]: { readonly [status: string]: (value: unknown) => readonly unknown[] } };
}

/** What an answer showed that the types do not know. Holds no values. */
export interface DriftReport {
  readonly operation: string;
  readonly status: number;
  /** Departures from the shape; with `strict` they are an error instead. */
  readonly issues: readonly unknown[];
  /** New members, new values of enumerations and the like. */
  readonly findings: readonly unknown[];
}

/** Checks a 2xx answer with a body, as far as there is a schema for it. */
export async function checkAnswer(operation: AnyOperation, answer: RawAnswer, level: Validation, settings: ConnectionSettings): Promise<void> {
  if (level === 'off' || answer.status >= 300 || answer.body === undefined) return;
  const { validators } = settings;
  if (validators === undefined) throw new TypeError(`validation "${level}" needs validators`);
  const { schemas, drift } = typeof validators === 'function' ? await validators(level) : validators;
  const issues = issuesOf(await forStatus(schemas[operation.id], answer.status)?.['~standard'].validate(answer.body));
  if (level === 'strict' && issues.length > 0) throw new RequestError('invalid_answer', operation.id, { issues });
  const findings = forStatus(drift?.[operation.id], answer.status)?.(answer.body) ?? [];
  if (issues.length + findings.length > 0) settings.onDrift?.({ operation: operation.id, status: answer.status, issues, findings });
}

function forStatus<T>(table: { readonly [status: string]: T } | undefined, status: number): T | undefined {
  return table?.[status] ?? table?.[`${Math.floor(status / 100)}XX`] ?? table?.['default'];
}

function issuesOf(result: unknown): readonly unknown[] {
  return (result as { readonly issues?: readonly unknown[] } | undefined)?.issues ?? [];
}
