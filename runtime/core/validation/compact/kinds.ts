/**
 * Kinds of values as powers of two, and the sums that schemas ask for most. This module has nothing but constants:
 * bundlers write the numbers of such a module where they are named.
 */

export const string = 1;
export const integer = 2;
export const number = 4;
export const boolean = 8;
export const array = 16;
export const object = 32;
export const nil = 64;
export const stringOrNull = 65;
export const integerOrNull = 66;
export const numberOrNull = 68;
export const booleanOrNull = 72;
export const arrayOrNull = 80;
export const objectOrNull = 96;
export const any = -1;
