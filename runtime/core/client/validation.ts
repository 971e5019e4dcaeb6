/** Looking at answers: a wrong shape is an error (`strict`) or a report (`drift`); something new is a report. */
import type { RawAnswer } from './connection.js';
import { RequestError } from './errors.js';
import { forStatus, own } from './own.js';
import type { Exchange } from './send.js';

/** Looks at the body of an answer; gives `issues` where it does not have the shape. */
export type ResponseValidator = (value: unknown) => object;

/** Validators, and functions that find drift, by operation and status (or range, or `default`). */
export interface ResponseValidators {
  readonly validate: { readonly [operation: string]: { readonly [status: string]: ResponseValidator } };
  readonly findDrift?: {
    readonly [operation: string]: { readonly [status: string]: (value: unknown) => readonly unknown[] };
  };
}

/** A validator from a guard: says only that the shape is wrong, not where, and is half the size. */
export function guarded(guard: (value: unknown) => boolean): ResponseValidator {
  return (value) => (guard(value) ? { value } : { issues: [{ message: 'not the shape that was expected', path: [] }] });
}

/** What an answer showed that the types do not know. Holds no values. */
export interface DriftReport {
  readonly operation: string;
  readonly status: number;
  /** Which item, counted from 0, where the answer is a stream; paths start at the item. */
  readonly item?: number;
  /** Departures from the shape; with `strict` they are an error instead. */
  readonly issues: readonly unknown[];
  /** New members, new values of enumerations and the like. */
  readonly findings: readonly unknown[];
}

/** Checks a 2xx answer with a body, as far as there is a validator for it. */
export async function checkAnswer([operation, settings, options]: Exchange, answer: RawAnswer): Promise<void> {
  const level = options.validation ?? settings.validation ?? 'off';
  if (level === 'off' || answer.status >= 300 || answer.body === undefined) return;
  const { validators } = settings;
  if (validators === undefined) throw new TypeError(`validation "${level}" needs validators`);
  const { validate, findDrift = {} } = typeof validators === 'function' ? await validators(level) : validators;
  const result: { readonly issues?: readonly unknown[] } | undefined = forStatus(
    own(validate, operation.id),
    answer.status,
  )?.(answer.body);
  const issues = result?.issues ?? [];
  if (level === 'strict' && issues.length > 0) throw new RequestError('invalid_answer', operation.id, { issues });
  const findings = forStatus(own(findDrift, operation.id), answer.status)?.(answer.body) ?? [];
  if (issues.length + findings.length > 0)
    settings.onDrift?.({ operation: operation.id, status: answer.status, issues, findings });
}
