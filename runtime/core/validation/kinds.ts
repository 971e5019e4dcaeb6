/** What kind a value is, and how its members are read: the questions that guards and checks share. */

/** An object that is not an array: every member may be absent. */
export interface JsonRecord {
  readonly [name: string]: unknown;
}

/** True for objects other than arrays. */
export function isObject(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Anything that may have a length. */
export type Sized = { readonly length?: unknown } | null | undefined;

/**
 * As `isObject`, given the value's `length` as the caller has read it: most shapes are known to have none, and then
 * nobody need ask whether the value is an array.
 */
export function isObjectOf(value: unknown, length: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && (length === undefined || !Array.isArray(value));
}

/** `Array.isArray` with a result that keeps the items unknown. */
export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** A member whose name every object inherits, such as `constructor`: only an own one counts. */
export function own(value: JsonRecord, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A member by any name; `undefined` stands for absent. What every object inherits are functions, and `__proto__`. */
export function member(value: JsonRecord, name: string): unknown {
  const found = value[name];
  return typeof found === 'function' || name === '__proto__' ? own(value, name) : found;
}

/** The kind in words, for reports: never the value itself. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (Number.isInteger(value)) return 'integer';
  return typeof value !== 'number' || Number.isFinite(value) ? typeof value : 'not a finite number';
}

/** Number of members that are present. */
export function countMembers(value: JsonRecord): number {
  let count = 0;
  for (const name in value) if (value[name] !== undefined) count++;
  return count;
}

/** A text. */
export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** A number; neither NaN nor an infinity. */
export function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/** A number without a fraction. */
export function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}

/** True or false. */
export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** A text or null. */
export function isStringOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

/** A number or null. */
export function isNumberOrNull(value: unknown): value is number | null {
  return value === null || Number.isFinite(value);
}

/** A number without a fraction, or null. */
export function isIntegerOrNull(value: unknown): value is number | null {
  return value === null || Number.isInteger(value);
}

/** True, false or null. */
export function isBooleanOrNull(value: unknown): value is boolean | null {
  return value === null || typeof value === 'boolean';
}

/** A text, or absent. */
export function isOptionalString(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

/** A number, or absent. */
export function isOptionalNumber(value: unknown): value is number | undefined {
  return value === undefined || Number.isFinite(value);
}

/** A number without a fraction, or absent. */
export function isOptionalInteger(value: unknown): value is number | undefined {
  return value === undefined || Number.isInteger(value);
}

/** True or false, or absent. */
export function isOptionalBoolean(value: unknown): value is boolean | undefined {
  return value === undefined || typeof value === 'boolean';
}

/** A text or null, or absent. */
export function isOptionalStringOrNull(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string';
}

/** A number or null, or absent. */
export function isOptionalNumberOrNull(value: unknown): value is number | null | undefined {
  return value === undefined || value === null || Number.isFinite(value);
}

/** A number without a fraction, or null, or absent. */
export function isOptionalIntegerOrNull(value: unknown): value is number | null | undefined {
  return value === undefined || value === null || Number.isInteger(value);
}

/** True, false or null, or absent. */
export function isOptionalBooleanOrNull(value: unknown): value is boolean | null | undefined {
  return value === undefined || value === null || typeof value === 'boolean';
}
