/**
 * Kinds of values as powers of two, and the sums that schemas ask for most, the commonest with one digit. This module has
 * nothing but constants: bundlers write the numbers of such a module where they are named.
 */

export const nil = 1;
export const number = 2;
export const string = 4;
export const integer = 8;
export const boolean = 16;
export const array = 32;
export const object = 64;
export const numberOrNull = 3;
export const stringOrNull = 5;
export const integerOrNull = 9;
export const booleanOrNull = 17;
export const arrayOrNull = 33;
export const objectOrNull = 65;
export const any = -1;
