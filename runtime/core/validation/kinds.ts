/** What kind a value is, and how its members are read: the questions that guards and checks share. */

/** An object that is not an array: every member may be absent. */
export interface JsonRecord {
  readonly [name: string]: unknown;
}

/** True for objects other than arrays. */
export function isObject(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Array.isArray` with a result that keeps the items unknown. */
export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** A member whose name every object inherits, such as `constructor`: only an own one counts. */
export function own(value: JsonRecord, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A member by any name; `undefined` stands for absent. */
export function member(value: JsonRecord, name: string): unknown {
  return name in Object.prototype ? own(value, name) : value[name];
}

/** The kind in words, for reports: never the value itself. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'number') return typeof value;
  if (Number.isInteger(value)) return 'integer';
  return Number.isFinite(value) ? 'number' : 'not a finite number';
}

/** Number of members that are present. */
export function countMembers(value: JsonRecord): number {
  let count = 0;
  for (const name in value) if (value[name] !== undefined) count++;
  return count;
}
