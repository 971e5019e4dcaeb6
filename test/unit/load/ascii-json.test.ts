/** JSON in ASCII says what its bytes say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { asciiJson } from '../../../generator/load/ascii-json.js';

describe('JSON in ASCII', () => {
  it('is read as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const ascii = asciiJson(Buffer.from(text)) ?? expect.unreachable();
        expect(/^[\0-\x7f]*$/.test(ascii)).toBe(true);
        expect(JSON.parse(ascii)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each(['{}', '{"a": "\\u00e9\\n"}'])('is the text itself where that is ASCII: %s', (text) => {
    expect(asciiJson(Buffer.from(text))).toBe(text);
  });

  it('has two escapes for a sign of two units', () => {
    expect(asciiJson(Buffer.from('"aé😀b"'))).toBe('"a\\u00e9\\ud83d\\ude00b"');
  });

  it('is not made of an escape that does not exist, which it would make one', () => {
    expect(asciiJson(Buffer.from('"a\\é"'))).toBeUndefined();
  });

  it('is not made where most signs would have to be escaped', () => {
    expect(asciiJson(Buffer.from(JSON.stringify('é '.repeat(50_000))))).toBeUndefined();
  });
});
