/** Overlays: what each kind of target and update does to a document, and what is said when one is wrong. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { applyOverlay } from '../../../generator/load/overlay.js';
import type { JsonObject, JsonValue } from '../../../generator/schema.js';

const shop: JsonObject = {
  openapi: '3.0.3',
  paths: {
    '/items': {
      get: {
        tags: ['a'],
        parameters: [
          { name: 'limit', in: 'query' },
          { name: 'page', in: 'query' },
        ],
      },
    },
    "/it's": { get: { deprecated: false } },
  },
  components: {
    schemas: {
      Item: { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, price: { type: 'number' } } },
      Box: { type: 'object', properties: { size: { type: 'integer' }, properties: { type: 'string' } } },
    },
  },
};

/** Applies actions to the shop; the value and `code pointer` of each diagnostic. */
function apply(...actions: readonly JsonValue[]): {
  value: JsonObject;
  problems: readonly string[];
  hints: readonly string[];
} {
  const { value, diagnostics } = applyOverlay(
    shop,
    { overlay: '1.0.0', info: { title: 't', version: '1' }, actions },
    'overlay.yaml',
  );
  return {
    value,
    problems: diagnostics.map(({ code, at }) => `${code} ${at.pointer ?? ''}`),
    hints: diagnostics.map(({ hint }) => hint ?? ''),
  };
}

/** The pointers that a target selects, found by marking them. */
function marked(target: string): readonly string[] {
  const { value, problems } = apply({ target, update: { 'x-mark': true } });
  return problems.length > 0 ? problems : pointersOf(value, '');
}

function pointersOf(value: JsonValue, pointer: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = Object.hasOwn(value, 'x-mark') ? [pointer] : [];
  return [
    ...here,
    ...Object.entries(value).flatMap(([name, member]: [string, JsonValue]) => pointersOf(member, `${pointer}/${name}`)),
  ];
}

describe('targets', () => {
  const item = '/components/schemas/Item';
  const box = '/components/schemas/Box';
  test.each([
    ['$', ['']],
    ['$.components.schemas.Item', [item]],
    ["$.components['schemas']['Item']", [item]],
    ['$["paths"]["/it\'s"].get', ["/paths//it's/get"]],
    ["$.paths['/it\\'s'].get", ["/paths//it's/get"]],
    ["$.paths['/it\\u0027s'].get", ["/paths//it's/get"]],
    ["$.components.schemas['Item','Box','Item']", [item, box]],
    ["$.paths['/items'].get.parameters[0]", ['/paths//items/get/parameters/0']],
    ["$.paths['/items'].get.parameters[-1]", ['/paths//items/get/parameters/1']],
    [
      "$.paths['/items'].get.parameters[ -2 , 1 ]",
      ['/paths//items/get/parameters/0', '/paths//items/get/parameters/1'],
    ],
    ['$.components.schemas.*', [item, box]],
    ['$.components.schemas[*]', [item, box]],
    ['$.paths.*.get', ['/paths//items/get', "/paths//it's/get"]],
    ['$..properties', [`${item}/properties`, `${box}/properties`, `${box}/properties/properties`]],
    ['$..parameters[1]', ['/paths//items/get/parameters/1']],
    ["$..['id','size']", [`${item}/properties/id`, `${box}/properties/size`]],
    ["$..[?(@.name=='page')]", ['/paths//items/get/parameters/1']],
    ["$..[?@.name == 'page']", ['/paths//items/get/parameters/1']],
    ["$..[?'page' == @.name]", ['/paths//items/get/parameters/1']],
    ["$..parameters[?@.name != 'page']", ['/paths//items/get/parameters/0']],
    ["$..[?@['name']=='page' || @.format]", ['/paths//items/get/parameters/1', `${item}/properties/id`]],
    ["$..properties[?@.type=='string' && !@.format]", [`${box}/properties/properties`]],
    ["$.components.schemas.*.properties[?!(@.type=='string' || @.type=='number')]", [`${box}/properties/size`]],
    ['$.components.schemas[?@.properties.price]', [item]],
    ['$.components.schemas[?@..format]', [item]],
    ["$.components.schemas[?$.openapi=='3.0.3']", [item, box]],
    ['$.paths[?@.get.deprecated==false]', ["/paths//it's"]],
    ["$.paths[?@.get.tags[0]=='a']", ['/paths//items']],
    ['$.paths[?@.get.nothing==@.get.neither]', ['/paths//items', "/paths//it's"]],
    ["$.components.schemas.Box.properties[?@.type=='integer' || @.type=='number']", [`${box}/properties/size`]],
  ])('%s selects %j', (target, pointers) => {
    expect([...marked(target)].sort()).toEqual([...pointers].sort());
  });

  test.each([
    ['', 1],
    ['paths', 1],
    ['$.', 3],
    ['$..', 4],
    ['$.a b', 4],
    ['$[', 3],
    ["$['a", 3],
    ["$['a'", 6],
    ['$[1:2]', 3],
    ['$[01]', 3],
    ['$[?]', 4],
    ['$[?(@.a]', 8],
    ['$[?@.a==]', 9],
    ["$[?'a']", 7],
    ['$[?@.*==1]', 9],
    ['$[?length(@)==1]', 4],
    ["$['\\x']", 5],
    ['$[?!!@.a]', 5],
    ['$.a == 1', 4],
  ])('%s is refused at character %i', (target, character) => {
    const { diagnostics } = applyOverlay(shop, { overlay: '1.0.0', actions: [{ target, update: {} }] }, 'o.yaml');
    expect(diagnostics.map(({ code }) => code)).toEqual(['syntax']);
    expect(diagnostics[0]?.message).toContain(`at character ${character} of`);
  });
});

test('an expression nested without end is refused before it exhausts the stack', () => {
  const target = `$[?${'('.repeat(100_000)}@`;
  expect(apply({ target, update: {} }).problems).toEqual(['syntax /actions/0/target']);
});

describe('updates', () => {
  test('objects merge deeply, arrays inside are joined, scalars are replaced and new members come last', () => {
    const { value } = apply(
      {
        target: "$.paths['/items'].get",
        update: { summary: 'List', tags: ['b'], parameters: [{ name: 'sort' }] },
      },
      { target: '$.components.schemas.Item.properties.id', update: { format: 'uri', nullable: true } },
    );
    expect(JSON.stringify(value['paths'])).toBe(
      '{"/items":{"get":{"tags":["a","b"],"parameters":[{"name":"limit","in":"query"},{"name":"page","in":"query"},{"name":"sort"}],"summary":"List"}},"/it\'s":{"get":{"deprecated":false}}}',
    );
    expect(value).toHaveProperty('components.schemas.Item.properties.id', {
      type: 'string',
      format: 'uri',
      nullable: true,
    });
  });

  test('an array that is the target is appended to, by one item or by several', () => {
    const target = "$.paths['/items'].get.tags";
    const { value, problems } = apply({ target, update: 'b' }, { target, update: ['c', 'd'] });
    expect(problems).toEqual([]);
    expect(value).toHaveProperty(['paths', '/items', 'get', 'tags'], ['a', 'b', 'c', 'd']);
  });

  test('a member and a list item are removed, whatever order they are named in', () => {
    const { value } = apply(
      { target: '$.components.schemas.Item.properties.id.format', remove: true },
      { target: '$..parameters[0, 1]', remove: true },
    );
    expect(value).toHaveProperty('components.schemas.Item.properties.id', { type: 'string' });
    expect(value).toHaveProperty(['paths', '/items', 'get', 'parameters'], []);
  });

  test('remove wins over update, and remove: false is an update', () => {
    const { value } = apply(
      { target: '$.components.schemas.Item', remove: true, update: { title: 'x' } },
      { target: '$.components.schemas.Box', remove: false, update: { title: 'x' } },
    );
    expect(value).not.toHaveProperty('components.schemas.Item');
    expect(value).toHaveProperty('components.schemas.Box.title', 'x');
  });

  test('a later action sees what an earlier one did', () => {
    const { value, problems } = apply(
      { target: '$.components.schemas', update: { Crate: { type: 'object' } } },
      { target: '$.components.schemas.Crate', update: { title: 'x' } },
    );
    expect(problems).toEqual([]);
    expect(value).toHaveProperty('components.schemas.Crate', { type: 'object', title: 'x' });
  });

  test('a place found by two selectors is updated once', () => {
    const { value } = apply({ target: "$..['get','get']", update: { tags: ['z'] } });
    expect(value).toHaveProperty(['paths', '/items', 'get', 'tags'], ['a', 'z']);
  });

  test('members named like members of Object.prototype are data', () => {
    const update = JSON.parse('{"__proto__":{"constructor":{"x":1}}}') as JsonObject;
    const { value } = apply({ target: '$.components', update });
    expect(Object.keys(value['components'] as JsonObject)).toContain('__proto__');
    expect(apply({ target: '$.constructor', update: {} }).problems).toEqual(['overlay-target /actions/0/target']);
  });
});

describe('problems', () => {
  test('every wrong action is reported, and the right ones are still applied', () => {
    const { value, problems } = apply(
      { target: '$.paths.nothing', update: {} },
      { target: '$[', update: {} },
      { target: '$.components.schemas.Item', update: { title: 'x' } },
      { target: '$.openapi', update: { a: 1 } },
      { target: '$.components', update: ['a'] },
      { target: '$', remove: true },
      { target: 7, update: {} },
      { target: '$.components' },
      { target: '$.components', remove: 'yes' },
      { target: '$.components', updat: {} },
      'none',
    );
    expect(problems).toEqual([
      'overlay-target /actions/0/target',
      'syntax /actions/1/target',
      'overlay-target /actions/3/target',
      'overlay-target /actions/4/target',
      'overlay-target /actions/5/target',
      'syntax /actions/6/target',
      'syntax /actions/7',
      'syntax /actions/8/remove',
      'syntax /actions/9',
      'syntax /actions/10',
    ]);
    expect(value).toHaveProperty('components.schemas.Item.title', 'x');
  });

  test('the hint names the nearest place that exists and what it has', () => {
    const { hints } = apply(
      { target: '$.components.schemas.Item.properties.idd', update: {} },
      { target: '$.path', update: {} },
    );
    expect(hints[0]).toContain('/components/schemas/Item/properties (it has id, price)');
    expect(hints[1]).toContain('Not even the first step matches (it has openapi, paths, components)');
  });

  test('an overlay of another version, or without actions, is refused', () => {
    const codes = (overlay: JsonObject): readonly string[] =>
      applyOverlay(shop, overlay, 'o.yaml').diagnostics.map(({ code, at }) => `${code} ${at.pointer ?? ''}`);
    expect(codes({ overlay: '2.0.0', actions: [] })).toEqual(['document-invalid /overlay']);
    expect(codes({ overlay: '1.0.0' })).toEqual(['document-invalid /actions']);
    expect(codes({})).toEqual(['document-invalid /overlay', 'document-invalid /actions']);
  });
});

describe('properties', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const value = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 3 }),
    ),
  })).value;
  const document = fc.dictionary(name, value, { maxKeys: 3 });
  const target = fc
    .array(fc.constantFrom('.a', "['b']", '[0]', '[-1]', '.*', '..c', '..*', '[?@.a]', '[?@ == 1]'), {
      minLength: 1,
      maxLength: 4,
    })
    .map((steps) => `$${steps.join('')}`);

  test('the input is never changed, and a removal either changes the copy or is reported', () => {
    fc.assert(
      fc.property(document, target, (input, path) => {
        const before = JSON.stringify(input);
        const overlay = { overlay: '1.0.0', actions: [{ target: path, remove: true }] };
        const { value: once, diagnostics } = applyOverlay(input, overlay, 'o.yaml');
        expect(JSON.stringify(input)).toBe(before);
        if (diagnostics.length > 0) expect(once).toEqual(input);
        else expect(JSON.stringify(once)).not.toBe(before);
      }),
      { numRuns: 200 },
    );
  });

  test('merging an object twice is the same as once, arrays aside', () => {
    const flat = fc.dictionary(name, fc.oneof(fc.integer(), fc.dictionary(name, fc.integer())), { maxKeys: 3 });
    fc.assert(
      fc.property(document, flat, (input, update) => {
        const action = { target: '$', update };
        const twice = applyOverlay(input, { overlay: '1.0.0', actions: [action, action] }, 'o.yaml').value;
        const once = applyOverlay(input, { overlay: '1.0.0', actions: [action] }, 'o.yaml').value;
        for (const [key, member] of Object.entries(update)) {
          if (typeof member === 'number') expect(once[key]).toBe(member);
        }
        expect(twice).toEqual(once);
      }),
      { numRuns: 200 },
    );
  });
});
