import { describe, expect, test } from 'vitest';

import { readPlain, runPlain } from '../../generator/cli/plain-commands.js';

describe('options that need no library to be read', () => {
  test('have the defaults of the table', () => {
    expect(readPlain([])).toEqual({
      schemas: 'schemas',
      out: 'generated',
      templates: undefined,
      provider: undefined,
      allowRemote: false,
      force: false,
      json: false,
      verbose: false,
    });
  });

  test('are read in every form that a shell passes', () => {
    expect(readPlain(['--schemas', 'a', '--out=b', '--provider', 'c', '--provider=d', '--allow-remote'])).toMatchObject(
      {
        schemas: 'a',
        out: 'b',
        provider: ['c', 'd'],
        allowRemote: true,
      },
    );
  });

  test.each([
    { given: 'a list of values', args: ['--provider', 'a', 'b'] },
    { given: 'a negated flag', args: ['--no-json'] },
    { given: 'a flag with a value', args: ['--json=false'] },
    { given: 'an option in camel case', args: ['--allowRemote'] },
    { given: 'one option twice', args: ['--out', 'a', '--out', 'b'] },
    { given: 'an option without its value', args: ['--out'] },
    { given: 'a misspelled option', args: ['--jsn'] },
    { given: 'a question for help', args: ['--help'] },
    { given: 'a stray word', args: ['terra'] },
  ])('are left to the library with $given', ({ args }) => {
    expect(readPlain(args)).toBeUndefined();
  });

  test.each([[[]], [['diff', 'a', 'b']], [['chekc']], [['--json', 'check']]])(
    'are not looked at in %j, which is another command line',
    async (argv) => {
      expect(await runPlain(argv)).toBeUndefined();
    },
  );
});
