/** What a build or an install leaves at the top of the output folder; never generated, never compared, never removed. */
export const FOREIGN: ReadonlySet<string> = new Set([
  'dist',
  'node_modules',
  'package-lock.json',
  'tsconfig.tsbuildinfo',
]);
