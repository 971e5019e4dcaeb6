/** Schemas in place that occur again are printed once, and say what they said where they stand. */
import { describe, expect, it } from 'vitest';

import { emitValidators } from '../../../generator/emit/validators/emit.js';
import { createPackage } from '../../../generator/emit/validators/scope.js';
import { findShared } from '../../../generator/emit/validators/sharing.js';
import type { NamedSchema } from '../../../generator/ir/ir.js';
import type { Schema } from '../../../generator/schema.js';
import type { Validation } from '../../../runtime/core/validation/issues.js';
import { compile } from './compile.js';

const person = (description: string): Schema => ({
  type: 'object',
  description,
  properties: { id: { type: 'integer' }, name: { type: 'string' }, mail: { type: 'string' }, a: { type: 'null' } },
  required: ['id'],
});

function named(name: string, schema: Schema): NamedSchema {
  return { name, module: 'all', schema, role: 'data', origin: { kind: 'declared', document: 'a.json', pointer: '/a' } };
}

const schemas = [
  named('Issue', { type: 'object', properties: { author: person('Who wrote it.'), owner: person('Whose it is.') } }),
  named('Team', { type: 'object', properties: { members: { type: 'array', items: person('One of them.') } } }),
  named('Other', {
    type: 'object',
    properties: { who: { type: 'object', properties: { id: { type: 'string' }, b: true, c: true, d: true } } },
  }),
];

describe('schemas in place that occur again', () => {
  it('are found whatever their descriptions are, and others are not', () => {
    const shared = findShared(schemas, new Set());
    expect([...shared.values()].map(({ stem }) => stem)).toEqual(['Issue-author', 'Issue-author', 'Issue-author']);
  });

  it('are printed once in each module', () => {
    const [validators, , drift] = emitValidators(schemas, { provider: 'demo' });
    expect(validators?.content.match(/'mail'/g)).toHaveLength(1);
    expect(drift?.content.match(/'mail'/g)).toHaveLength(1);
  });

  it('are left where they stand if they lead back to what contains them', () => {
    const node: Schema = { type: 'object', properties: { a: true, b: true, c: true, next: { $ref: '#/$defs/Node' } } };
    const loop = [named('Node', { type: 'object', properties: { left: node, right: structuredClone(node) } })];
    expect(findShared(loop, createPackage('demo', loop).recursive).size).toBe(0);
  });

  it('are reported by the place where they stand', async () => {
    const exports = await compile(
      "export * from '/src/demo/validators/all.ts';",
      emitValidators(schemas, { provider: 'demo' }),
    );
    const { validateIssue, validateTeam } = exports as Readonly<
      Record<string, (value: unknown) => Validation<unknown>>
    >;
    const issue = validateIssue?.({ author: { id: 1 }, owner: { id: 'x' } });
    expect(issue?.issues?.map(({ path, pointer }) => [path, pointer])).toEqual([
      [['owner', 'id'], '#/$defs/Issue/properties/owner/properties/id/type'],
    ]);
    const team = validateTeam?.({ members: [{ id: 1 }, { id: 2, name: 3 }] });
    expect(team?.issues?.map(({ path, pointer }) => [path, pointer])).toEqual([
      [['members', 1, 'name'], '#/$defs/Team/properties/members/items/properties/name/type'],
    ]);
    expect(validateIssue?.({ author: { id: 1, name: 'a' }, owner: { id: 2 } }).issues).toBeUndefined();
  });
});

describe('lists of literals that occur again', () => {
  const access: Schema = { type: 'string', enum: ['read', 'write', 'administer'] };
  const members = Object.fromEntries(['checks', 'issues', 'pages', 'wiki'].map((name) => [name, access]));
  const twice: Schema = { enum: ['on', 'off'] };
  const app = named('App', {
    type: 'object',
    properties: { ...members, first: twice, second: twice, all: { type: 'array', items: access } },
    required: ['issues'],
  });

  it('are printed once for members that must be there and once for others, unless a function is longer', () => {
    const [validators] = emitValidators([app], { provider: 'demo' });
    const content = validators?.content ?? '';
    expect(content.match(/=== 'administer'|!== 'administer'/g)).toHaveLength(2);
    expect(content.match(/oneOf\('read', 'write', 'administer'\)/g)).toHaveLength(1);
    expect(content.match(/!== 'off'/g)).toHaveLength(2);
  });

  it('take what they took where they stood, and tell the place', async () => {
    const files = emitValidators([app], { provider: 'demo' });
    const { validateApp } = (await compile("export * from '/src/demo/validators/all.ts';", files)) as Readonly<
      Record<string, (value: unknown) => Validation<unknown>>
    >;
    const wrong = (value: unknown): unknown => validateApp?.(value).issues?.map(({ path, pointer }) => [path, pointer]);
    expect(wrong({ issues: 'read', pages: 'write', all: ['administer'] })).toBeUndefined();
    const place = (path: string): string => `#/$defs/App/properties/${path}`;
    expect(wrong({})).toEqual([[['issues'], '#/$defs/App/required']]);
    expect(wrong({ issues: undefined, wiki: null })).toEqual([
      [['issues'], '#/$defs/App/required'],
      [['wiki'], place('wiki/enum')],
    ]);
    expect(wrong({ issues: 'own', all: ['read', 1], second: 'on' })).toEqual([
      [['issues'], place('issues/enum')],
      [['all', 1], place('all/items/enum')],
    ]);
  });
});
