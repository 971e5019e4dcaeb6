import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { diagnosticCodes } from '../../generator/diagnostics.js';

describe('docs/diagnostics.md', () => {
  it('lists every code with its sentence, in the order of the source', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/diagnostics.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `([a-z-]+)` \| (.+) \|$/gm)].map(([, code, sentence]) => [code, sentence]);
    expect(rows).toEqual(Object.entries(diagnosticCodes));
  });
});
