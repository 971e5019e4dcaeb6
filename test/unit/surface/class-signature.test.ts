/** Classes in the public API: what users call, without how it works. */
import { expect, test } from 'vitest';

import { readExports } from '../../../generator/surface/declarations.js';

const CLASS = `/** An answer. */
export class Answer<Body = unknown> extends Error {
  override readonly name: string = 'Answer';
  /** A note { with a brace. */
  readonly operation: string;
  static readonly all: readonly string[] = ['a', 'b'];
  readonly #hidden: { readonly body: Body };
  private other = 1;

  constructor(
    operation: string,
    answer: {
      readonly body: Body;
    },
    seconds?: number,
  ) {
    super(\`\${operation}: failed\`);
    if (seconds === 1) {
      this.other = 2;
    }
    this.operation = operation;
    this.#hidden = answer;
  }

  get body(): Body {
    return this.#hidden.body;
  }

  async map<Next>(change: (body: Body) => Next): Promise<Next> {
    return change(this.body);
  }

  done(): void {}

  #secret(): number {
    return this.other;
  }
}
`;

test('a class is shown with its public members, without bodies, values and comments', () => {
  expect(readExports(CLASS).declarations.map(({ name, kind, signature }) => [name, kind, signature])).toEqual([
    [
      'Answer',
      'class',
      'class Answer<Body = unknown> extends Error { override readonly name: string; readonly operation: string; static readonly all: readonly string[]; constructor(operation: string, answer: { readonly body: Body; }, seconds?: number); get body(): Body; async map<Next>(change: (body: Body) => Next): Promise<Next>; done(): void; }',
    ],
  ]);
});

test('another body is no other signature, another parameter is', () => {
  const signature = (text: string): string | undefined => readExports(text).declarations[0]?.signature;
  expect(signature(CLASS.replace('this.other = 2', 'this.other = 3'))).toBe(signature(CLASS));
  expect(signature(CLASS.replace('private other = 1', 'private more = 1'))).toBe(signature(CLASS));
  expect(signature(CLASS.replace('seconds?: number', 'seconds?: string'))).not.toBe(signature(CLASS));
  expect(signature(CLASS.replace('get body(): Body', 'get body(): string'))).not.toBe(signature(CLASS));
});
