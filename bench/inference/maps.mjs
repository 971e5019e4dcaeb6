/**
 * Map or record: 22 made-up objects with values of one kind. A map must accept keys that were not seen; a record must
 * keep its members. Written by us, so not a held-out set.
 */
import { createRandom, shuffle } from './random.mjs';
import { inferTypes, tools } from './tools.mjs';

const random = createRandom(7);
const pick = (list, count) => shuffle(list, random).slice(0, count);
const below = (limit) => Math.floor(random() * limit);
const hex = (length) => Array.from({ length }, () => '0123456789abcdef'[below(16)]).join('');
const words =
  'apple banana cherry delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu'.split(
    ' ',
  );
const languages =
  'TypeScript JavaScript Go Rust C C++ Python Ruby Shell HTML CSS Dockerfile Java Kotlin Swift Makefile Lua PHP Perl Zig'.split(
    ' ',
  );
const nutrients =
  'calcium copper iron magnesium zinc sodium potassium selenium iodine fiber sugar protein fat carbs folate niacin biotin thiamin riboflavin vitamin_a vitamin_c vitamin_d'.split(
    ' ',
  );
const scopes = 'actions checks contents issues members metadata pages statuses deployments'.split(' ');
const word = () => words[below(26)];
const count = () => below(100);
const zone = () => ({ bpm: count(), zone: word() });
const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
const day = () => `2024-0${1 + below(9)}-${10 + below(18)}`;
const many = (key, number, value) => () => Object.fromEntries(Array.from({ length: number }, () => [key(), value()]));
const some = (keys, number, value) => () => Object.fromEntries(pick(keys, number).map((key) => [key, value()]));
const all = (keys, value) => () => Object.fromEntries(keys.map((key) => [key, value()]));

const maps = {
  'day to number': many(day, 4, count),
  'day to object': many(day, 2, zone),
  'uuid to object': many(uuid, 2, zone),
  'uuid to text': many(uuid, 3, word),
  'number to object': many(() => String(1000 + below(700)), 1, zone),
  'number to text': many(() => String(1000 + below(700)), 3, word),
  'hash to number': many(() => hex(24), 3, count),
  'e-mail to flag': many(
    () => `${word()}${count()}@example.com`,
    2,
    () => random() > 0.5,
  ),
  'currency to number': some('USD EUR GBP JPY CHF PLN SEK NOK'.split(' '), 4, count),
  'locale to text': some('en de fr pl pt-BR en-US es it'.split(' '), 3, word),
  'prefixed id to object': many(() => `usr_${hex(12)}`, 2, zone),
  'capital id to object': many(() => `U0${hex(8).toUpperCase()}`, 2, zone),
  'label to number': some(words, 5, count),
  'language to number': some(languages, 4, count),
  'path to object': many(() => `/src/${word()}/${word()}.ts`, 2, zone),
};
const records = {
  flags: all('admin maintain push triage pull'.split(' '), () => random() > 0.5),
  'optional permissions': some(scopes, 6, () => (random() > 0.5 ? 'read' : 'write')),
  axes: all('x y z'.split(' '), count),
  address: all('line1 line2 city state postal_code country'.split(' '), word),
  nutrients: all(nutrients, count),
  links: all('self html comments statuses'.split(' '), () => ({ href: `https://example.com/${word()}` })),
  reactions: all('+1 -1 laugh hooray confused heart rocket eyes'.split(' '), count),
};

const judged = ['quicktype', 'genson-js', 'json_typegen'];
for (const samples of [3, 6]) {
  const wrong = Object.fromEntries(['hookwright', ...judged].map((name) => [name, []]));
  for (const [isMap, cases] of [
    [true, maps],
    [false, records],
  ]) {
    for (const [name, make] of Object.entries(cases)) {
      const bodies = Array.from({ length: samples }, () => ({ id: count(), data: make() }));
      const types = inferTypes({ case: bodies });
      check(wrong.hookwright, name, isMap, types.find((type) => type.name === 'CaseEvent').schema.properties.data);
      for (const tool of judged) {
        const { schemas } = await tools[tool]({ case: bodies });
        check(wrong[tool], name, isMap, resolve(resolve(schemas.case, schemas.case).properties.data, schemas.case));
      }
    }
  }
  console.log(`${samples} samples`);
  for (const [tool, list] of Object.entries(wrong))
    console.log(`  ${tool}: ${22 - list.length} of 22${list.length === 0 ? '' : `; wrong: ${list.join(', ')}`}`);
}

function check(wrong, name, isMap, schema) {
  const named = Object.keys(schema?.properties ?? {}).length > 0;
  const found = !named && typeof schema?.additionalProperties === 'object';
  if (found !== isMap) wrong.push(name);
}

function resolve(schema, root) {
  let at = schema;
  for (let steps = 0; steps < 5 && at?.$ref !== undefined; steps++) at = root.definitions[at.$ref.split('/').pop()];
  return at;
}
