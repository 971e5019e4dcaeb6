/** The part of Standard Schema v1 that validators must have here: synchronous answers. */

/** A validator for values of one type. */
export interface Validator<T> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => ValidationResult<T>;
  };
}

/** The value as it may be used, or what is wrong with it. */
export type ValidationResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly Issue[] };

/** One thing that is wrong with a value, and where. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** One validator for each event type. */
export type Validators<Events extends object> = { readonly [K in keyof Events]: Validator<Events[K]> };

/** Runs a validator; its own failure counts as an issue, since a hostile body must not end the process. */
export function validate<T>(validator: Validator<T>, value: unknown): ValidationResult<T> {
  try {
    const result = validator['~standard'].validate(value);
    if (result.issues !== undefined || 'value' in result) return result;
    return { issues: [{ message: 'The validator did not answer synchronously.' }] };
  } catch (error) {
    if (error instanceof RangeError) return { issues: [{ message: 'The value is nested too deeply.' }] };
    throw error;
  }
}
