/** Declarations that name types by their module: what is written, and where a text stays as it is. */
import { describe, expect, it } from 'vitest';

import { importTypesAsNamespaces } from '../../generator/declaration-imports.js';

const LIST = "import type { Sleep, SleepPage } from './types/sleep.js';\n";

describe('types of another module in declarations', () => {
  it('are named by one namespace for each module', () => {
    const text = `${LIST}import type {\n  Walk,\n} from "../types/walk.js";\nexport declare function get(sleep: Sleep[], walk?: Walk): Promise<SleepPage>;\n`;
    expect(importTypesAsNamespaces(text)).toBe(
      'import type * as types from \'./types/sleep.js\';\nimport type * as types2 from "../types/walk.js";\n' +
        'export declare function get(sleep: types.Sleep[], walk?: types2.Walk): Promise<types.SleepPage>;\n',
    );
  });

  it('are left alone in comments and texts, and where a longer word begins with one', () => {
    const rest =
      '/** A `Sleep`. */\nexport declare const name: \'Sleep\' | "Sleep"; // Sleep\nexport declare const isSleep: Sleeps;\n';
    expect(importTypesAsNamespaces(LIST + rest)).toBe(`import type * as types from './types/sleep.js';\n${rest}`);
  });

  it('have a namespace that no word of the text is', () => {
    const text = `${LIST}export declare const types: Sleep;\n`;
    expect(importTypesAsNamespaces(text)).toContain('export declare const types: types2.Sleep;');
  });

  it.each([
    ['a member', 'export interface Night { Sleep: Sleep }'],
    ['an optional member', 'export interface Night { Sleep?: SleepPage }'],
    ['a method', 'export interface Night { Sleep(): SleepPage }'],
    ['part of a name', 'export declare const night: other.Sleep;'],
    ['exported again', 'export type { Sleep };'],
    ['exported again from there', "export type { Sleep } from './types/sleep.js';"],
  ])('stay as they are where one is %s', (_, line) => {
    expect(importTypesAsNamespaces(`${LIST}${line}\n`)).toBe(`${LIST}${line}\n`);
  });

  it('stay as they are where an import renames, or comes from elsewhere', () => {
    const renamed = "import type { Sleep as Rest } from './types/sleep.js';\nexport declare const a: Rest;\n";
    const elsewhere = "import type { Sleep } from './sleep.js';\nexport declare const a: Sleep;\n";
    expect(importTypesAsNamespaces(renamed)).toBe(renamed);
    expect(importTypesAsNamespaces(elsewhere)).toBe(elsewhere);
  });
});
