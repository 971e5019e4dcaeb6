/** One line of the catalogue of changes. */

/**
 * What a change does to code that was right before. `breaking`: it no longer compiles or works. `widening`: it works,
 * but meets (or may send) more than it knew. `additive`: it stays right. `docs`: texts only.
 */
export type Grade = 'breaking' | 'widening' | 'additive' | 'docs';

/**
 * A kind in plain words; its grade for the reader of data and for the sender of requests (`-`: does not concern it);
 * whether TypeScript's types show it; and the check of oasdiff with the nearest meaning, if there is one.
 */
export type Row = readonly [
  title: string,
  reader: Grade | '-',
  sender: Grade | '-',
  inTypes: 'types' | 'hidden',
  oasdiff?: string,
];
