/** A constant apart from functions: bundlers write its number where it is named. */

/** A walk stops here: more issues would not help anyone. */
export const maximumIssues = 20;
