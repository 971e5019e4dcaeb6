/** A constant apart from functions: bundlers write its number where it is named. */

/** More issues than this would not help anyone. */
export const maximumIssues = 20;
