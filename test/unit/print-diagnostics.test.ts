import { describe, expect, test } from 'vitest';

import { printDiagnostics } from '../../generator/cli/print.js';
import type { Diagnostic, Severity } from '../../generator/diagnostics.js';

function problem(severity: Severity, pointer: string, message = 'is not checked'): Diagnostic {
  return {
    code: 'keyword-unsupported',
    severity,
    message,
    at: { file: 'schemas/p/openapi.yaml', pointer },
    hint: 'Remove it.',
  };
}

const many = (severity: Severity): readonly Diagnostic[] =>
  Array.from({ length: 6 }, (_, index) => problem(severity, `/paths/${index}`));

describe('problems as the terminal shows them', () => {
  test('a warning that holds for many places names the first three and counts the others', () => {
    expect(printDiagnostics(many('warning'))).toBe(
      [
        'schemas/p/openapi.yaml (/paths/0): warning: is not checked [keyword-unsupported]',
        '    Remove it.',
        '    also at /paths/1',
        '    also at /paths/2',
        '    and at 3 more places',
        '6 warnings',
      ].join('\n'),
    );
  });

  test('every error is told in full', () => {
    const text = printDiagnostics(many('error'));
    expect(text.match(/Remove it\./g)).toHaveLength(6);
    expect(text.endsWith('6 errors')).toBe(true);
  });

  test('warnings in other words, or of other files, stand for themselves', () => {
    const other: Diagnostic = {
      ...problem('warning', '/paths/0'),
      at: { file: 'schemas/q/openapi.yaml', pointer: '/a' },
    };
    const text = printDiagnostics([
      problem('warning', '/paths/0'),
      problem('warning', '/paths/1', 'is unknown'),
      other,
    ]);
    expect(text.match(/warning:/g)).toHaveLength(3);
    expect(text).not.toContain('also at');
  });

  test('all places are named where that is asked for', () => {
    expect(printDiagnostics(many('note'), Infinity).match(/also at/g)).toHaveLength(5);
  });
});
