/** What a build, an install or git leaves at the top of the output folder; never generated, never compared, never removed. */
export const FOREIGN: ReadonlySet<string> = new Set([
  '.git',
  '.gitattributes',
  '.gitignore',
  '.npmrc',
  'dist',
  'node_modules',
  'package-lock.json',
  'tsconfig.tsbuildinfo',
]);
