/** Real vendors' documents, read from the reference material: what a comparison says of them is held as golden reports. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { loadSide, parseDocument, sideOfDocument } from '../../generator/cli/sides.js';
import type { Side } from '../../generator/cli/sides.js';
import type { Change } from '../../generator/diff/change.js';
import { diffSides } from '../../generator/diff/diff-sides.js';
import { findDisagreements } from '../../generator/diff/judge.js';
import { printDiff } from '../../generator/diff/print.js';
import { applyOverlay } from '../../generator/load/overlay.js';
import type { ProviderIR } from '../../generator/ir/ir.js';
import { camelCase } from '../../generator/ir/names.js';
import { loadProviderFolders } from '../../generator/load/folder.js';
import { isObject } from '../../generator/load/parse-text.js';
import { buildProvider } from '../../generator/provider.js';
import { escapeToken, valueAt } from '../../generator/pointer.js';
import type { JsonObject } from '../../generator/schema.js';
import { root } from '../support/provider-folder.js';
import { referenceFile } from '../support/reference.js';

const terra = ['openapi-2022.03.16.json', 'openapi-2025-10-31.yaml', 'openapi.yaml'].map((name) =>
  referenceFile(`providers/terra/${name}`),
);
const rook = referenceFile('providers/rook/openapi.yaml');

/** What `diff` prints, as it prints it. */
function reportOf(changes: readonly Change[]): string {
  return `${printDiff(changes, 'text')}\n`;
}

async function compare(
  before: string | undefined,
  after: string | undefined,
): Promise<readonly [Side, Side, readonly Change[]]> {
  const sides = [await loadSide(before ?? '', 'schemas'), await loadSide(after ?? '', 'schemas')] as const;
  return [...sides, diffSides(...sides)];
}

/** What the two documents say by themselves of operations, events and servers, without anything of ours. */
async function plainFacts(before: string | undefined, after: string | undefined): Promise<readonly string[]> {
  const [from, to] = await Promise.all(
    [before, after].map(async (path) => parseDocument(await readFile(path ?? '', 'utf8'), 'document')),
  );
  const [old, next] = [operationsOf(from), operationsOf(to)];
  const [was, is] = [keysAt(from, '/webhooks'), keysAt(to, '/webhooks')];
  const server = (document: JsonObject | undefined): unknown => valueAt(document, '/servers/0/url');
  return [
    ...[...old].flatMap(([address, id]) => (next.has(address) ? [] : [`operation-removed ${id}`])),
    ...[...next].flatMap(([address, id]) => (old.has(address) ? [] : [`operation-added ${id}`])),
    ...[...next].flatMap(([address, id]) =>
      (old.get(address) ?? id) === id ? [] : [`operation-renamed ${id} was ${old.get(address) ?? ''}`],
    ),
    ...(was.length === 0 ? [] : was.filter((key) => !is.includes(key)).map((key) => `event-removed ${key}`)),
    ...(was.length === 0 ? [] : is.filter((key) => !was.includes(key)).map((key) => `event-added ${key}`)),
    ...(was.length === 0 && is.length > 0 ? ['webhook-added webhooks'] : []),
    ...(server(from) === server(to) ? [] : ['environment-moved main']),
  ].sort();
}

/** Names of operations, spelled as the generator spells them, by method and path. */
function operationsOf(document: JsonObject | undefined): ReadonlyMap<string, string> {
  return new Map(
    keysAt(document, '/paths').flatMap((path) =>
      ['get', 'post', 'patch', 'delete', 'put'].flatMap((method) => {
        const operation = valueAt(document, `/paths/${escapeToken(path)}/${method}`);
        const id = valueAt(operation, '/operationId') ?? `${method}${path.replaceAll('/', '_')}`;
        return operation === undefined ? [] : [[`${method} ${path}`, camelCase(typeof id === 'string' ? id : '')]];
      }),
    ),
  );
}

function keysAt(document: JsonObject | undefined, pointer: string): readonly string[] {
  const value = valueAt(document, pointer);
  return isObject(value) ? Object.keys(value) : [];
}

/** The same facts as the comparison has them. */
function foundFacts(changes: readonly Change[]): readonly string[] {
  const wanted = /^(operation-(added|removed|renamed)|event-(added|removed)|webhook-added|environment-moved)$/;
  return changes
    .filter(({ kind }) => wanted.test(kind))
    .map(({ kind, subject, detail }) => `${kind} ${subject.name}${kind === 'operation-renamed' ? ` ${detail}` : ''}`)
    .sort();
}

describe.skipIf(terra.includes(undefined))("Terra's three contracts", () => {
  const [first, second, third] = terra;
  const steps = [
    ['2022.03.16 to 2025-10-31', first, second, 'terra-2022-03-16-to-2025-10-31.txt'],
    ['2025-10-31 to 2026-07-17', second, third, 'terra-2025-10-31-to-2026-07-17.txt'],
  ] as const;

  test.each(steps)('%s: the report, and the compiler agrees', async (_, from, to, golden) => {
    const [before, after, changes] = await compare(from, to);
    await expect(reportOf(changes)).toMatchFileSnapshot(join(root, 'test/golden', golden));
    expect(await disagreements(before, after)).toEqual([]);
  });

  test.each(steps)(
    '%s: operations, events and servers are those of the documents, and each change is told once',
    async (_, from, to) => {
      const [, , changes] = await compare(from, to);
      const plain = await plainFacts(from, to);
      expect(plain.length).toBeGreaterThan(20);
      expect(foundFacts(changes)).toEqual(plain);
      const told = changes.map(({ kind, subject, member, detail }) => [kind, subject.name, member, detail].join(' '));
      expect(told.filter((line, index) => told.indexOf(line) !== index)).toEqual([]);
    },
  );

  test.each(steps)('%s: every name is one that a version exports', async (_, from, to) => {
    const [before, after, changes] = await compare(from, to);
    const known = new Set([before, after].flatMap((side) => [...side.values()].flatMap(namesOf)));
    const named = changes.flatMap(({ exported }) => exported);
    expect(named.length).toBeGreaterThan(500);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test('2022.03.16 to 2025-10-31: what the next step takes back came with this one', async () => {
    expect(await missing(KNOWN_OF_2025, first, second)).toEqual([]);
  });

  test('2025-10-31 to 2026-07-17: what is known of it from elsewhere is found', async () => {
    expect(await missing(KNOWN_OF_2026, second, third)).toEqual([]);
  });
});

/** Lines of a list that a comparison has not. */
async function missing(
  known: readonly string[],
  before: string | undefined,
  after: string | undefined,
): Promise<readonly string[]> {
  const [, , changes] = await compare(before, after);
  const found = new Set(changes.map(({ kind, subject, member }) => `${kind} ${subject.name} ${member}`.trim()));
  return known.filter((line) => !found.has(line));
}

/** What is known of the first step from elsewhere, by hand: members that came with it and went, or the reverse. */
const KNOWN_OF_2025 = [
  'member-removed ActivityLevelSample activity_level',
  'member-added-optional ActivityLevelSample level',
  'member-added-optional Athlete devices',
  'member-added-optional Athlete joined_provider',
  'member-removed Athlete account_creation_date',
  'member-added-optional DeviceData sensor_state',
  'member-added-optional OtherDeviceData activation_timestamp',
  'member-added-optional ScoresData biological_age',
  'schema-added DataEnrichment',
  ...['GoogleNoDatasource', 'Healthcheck', 'Processing', 'RateLimitHit', 'AuthError'].map(
    (name) => `schema-added ${name}Event`,
  ),
  'kind-changed User active',
  'kind-changed PlannedWorkout steps',
  'parameter-added-required plannedWorkoutWrite query parameter user_id',
  'webhook-added webhooks',
];

/** Everything that a package of this provider exports by a name of its own. */
function namesOf({ schemas, apis, webhooks }: ProviderIR): readonly string[] {
  return [
    ...schemas.map(({ name }) => name),
    ...apis.flatMap(({ factory, operations }) => [factory, ...operations.map(({ id }) => id)]),
    ...webhooks.flatMap(({ name, stem, events }) => [
      `${name}Webhook`,
      `${stem}EventMap`,
      ...events.flatMap(({ types }) => types.map((type) => `${stem}EventMap['${type}']`)),
    ]),
  ];
}

/** What is known of the second step from elsewhere, by hand. */
const KNOWN_OF_2026 = [
  'member-renamed ActivityLevelSample level',
  'member-added-optional ActivityLevelSample timer_duration_seconds',
  'member-removed Athlete devices',
  'member-removed Athlete joined_provider',
  'member-added-optional Athlete account_creation_date',
  'member-added-optional Athlete provider_user_id',
  'member-removed DeviceData sensor_state',
  'member-removed OtherDeviceData activation_timestamp',
  'member-removed ScoresData biological_age',
  'member-removed DataEnrichment stress_score',
  ...['efficiency', 'strain', 'rcrs', 'trimp'].map((name) => `member-added-optional DataEnrichment ${name}_score`),
  ...['avg_watts', 'active_duration_seconds', 'trigger_method'].map(
    (name) => `member-added-optional LapSample ${name}`,
  ),
  ...['intervals', 'fertility_window_start', 'fertility_window_end', 'ovulation_day'].map(
    (name) => `member-added-optional MenstruationData ${name}`,
  ),
  'member-removed PlannedWorkout metadata',
  'member-removed PlannedWorkout steps',
  ...['google_no_datasource', 'healthcheck', 'processing', 'rate_limit_hit'].map((name) => `event-removed ${name}`),
  ...['BloodPressureData day_avg_systolic_bp', 'HydrationData day_avg_hydration_kg'].map(
    (name) => `member-added-optional ${name}`,
  ),
  ...['KetoneData day_avg_ketone_mg_per_dL', 'MeasurementsData day_avg_weight_kg'].map(
    (name) => `member-added-optional ${name}`,
  ),
  'schema-removed AuthEvent',
  'constant-changed AuthErrorEvent type',
  'authentication-changed main',
  'environment-moved main first server',
];

async function disagreements(before: Side, after: Side): Promise<readonly unknown[]> {
  const [from, to] = [[...before.values()][0], [...after.values()][0]];
  return from === undefined || to === undefined ? ['a side is empty'] : findDisagreements(from, to);
}

describe.skipIf(rook === undefined)("ROOK's document", () => {
  test('in place of ours, under our overlay, makes no difference beyond texts', async () => {
    const [own] = (await loadProviderFolders(join(root, 'schemas'), 'schemas')).value.filter(
      ({ provider }) => provider === 'rook',
    );
    const text = await readFile(rook ?? '', 'utf8');
    const files = (own?.files ?? []).map((file) => (file.path === 'openapi.yaml' ? { ...file, text } : file));
    const folder = { provider: 'rook', label: 'schemas/rook', files: own?.files ?? [] };
    const side = (list: typeof files): Side => {
      const { value } = buildProvider({ ...folder, files: list });
      return new Map(value === undefined ? [] : [['rook', value]]);
    };
    const changes = diffSides(side([...folder.files]), side(files));
    expect(changes.length).toBeGreaterThan(0);
    expect(
      changes.filter(({ reader, sender }) => (reader ?? 'docs') !== 'docs' || (sender ?? 'docs') !== 'docs'),
    ).toEqual([]);
  });

  describe('without the overlay has the known defects of the published document', () => {
    let document: JsonObject = {};
    let changes: readonly Change[] = [];

    beforeAll(async () => {
      document = parseDocument(await readFile(rook ?? '', 'utf8'), 'openapi.yaml');
      const overlay = parseDocument(await readFile(join(root, 'schemas/rook/overlay.yaml'), 'utf8'), 'overlay.yaml');
      const mended = applyOverlay(document, overlay, 'overlay.yaml');
      expect(mended.diagnostics).toEqual([]);
      changes = diffSides(sideOfDocument(document, 'openapi.yaml'), sideOfDocument(mended.value, 'openapi.yaml'));
    });

    test('as a report', async () => {
      await expect(reportOf(changes)).toMatchFileSnapshot(join(root, 'test/golden/rook-published-to-corrected.txt'));
    });

    /** Subjects and members of the changes of a kind, those of a name at the end of the path if one is given. */
    const found = (kind: string, name = ''): readonly string[] =>
      changes
        .filter((change) => change.kind === kind && `.${change.member}`.endsWith(name === '' ? '' : `.${name}`))
        .map(({ subject, member }) => `${subject.name} ${member}`.trim())
        .sort();
    const text = (): string => JSON.stringify(document);

    test('1: no operation has a name, so that all are called by method and path', () => {
      expect(text()).not.toContain('operationId');
      expect([...operationsOf(document)]).toHaveLength(20);
      expect(found('operation-renamed')).toEqual([]);
    });

    test('2: the user id is a query parameter where the path has it, and a path parameter where it has not', () => {
      expect(found('parameter-removed')).toEqual([
        'getApiV1UserIdByUserIdDataSourcesAuthorized query parameter user_id',
      ]);
      expect(found('parameter-relocated')).toEqual(['getV2ProcessedDataUserInfo query parameter user_id']);
    });

    test('3: nothing may be null, nothing in health data is required, nothing is an enumeration', () => {
      expect(text()).not.toMatch(/"nullable":|"enum":/);
      expect(found('became-nullable').length).toBeGreaterThan(500);
      expect(found('member-became-required').length).toBeGreaterThan(60);
      expect(found('became-nullable', 'hr_avg_bpm_int').length).toBeGreaterThan(2);
    });

    test('4: what tells documents apart is a text of any value', () => {
      const documents = found('member-became-required', 'data_structure').map((line) => line.split(' ')[0]);
      expect(documents).toEqual(
        expect.arrayContaining(['HeartRateEvent', 'BodyHeartRateEvent', 'OxygenationEvent', 'BodyOxygenationEvent']),
      );
      expect(documents.length).toBeGreaterThanOrEqual(16);
    });

    test('5: three members are misspelt', () => {
      expect(found('member-added-optional', 'trans_fat_intake_g_float').length).toBe(1);
      expect(found('member-added-optional', 'temperature_celsius_float').length).toBeGreaterThanOrEqual(2);
      expect(found('member-added-optional', 'interval_duration_seconds_float')).toEqual([
        expect.stringMatching(/^SleepSummary .*saturation_granular_data_array\[\]/),
      ]);
      expect(text()).toContain('"title":"data_struture"');
    });

    test('6: summaries carry non_structured_data, events the array', () => {
      expect(found('member-added-optional', 'non_structured_data').map((line) => line.split(' ')[0])).toEqual([
        'BodySummary',
        'PhysicalSummary',
        'SleepSummary',
      ]);
    });

    test('7: whole numbers are declared as numbers', () => {
      expect(found('number-narrowed', 'saturation_avg_percentage_int')).toEqual(
        expect.arrayContaining([expect.stringMatching(/^BodySummary /)]),
      );
      expect(found('number-narrowed', 'steps_int').length).toBeGreaterThanOrEqual(1);
      expect(found('number-narrowed')).toEqual(expect.arrayContaining(['SchemaDocumentVersion', 'SchemaVersion']));
    });

    test('8 to 11: compositions, headers, answers and tags that the types do not show', () => {
      expect(text()).toContain('"allOf":');
      expect(text()).not.toMatch(/"oneOf":|"anyOf":|"discriminator":/);
      const header = /"Content-Length":\{[^{}]*(?:\{[^{}]*\})*[^{}]*\}/.exec(text())?.[0] ?? '';
      expect(header).toMatch(/"type":"integer"/);
      expect(header).toMatch(/"example":"'?\d+/);
      expect(text()).toContain('"204":{"$ref":"#/components/responses/response_no_content_for_user_and_date"}');
      const none = valueAt(document, '/components/responses/response_no_content_for_user_and_date/content');
      expect(isObject(none) ? Object.keys(none) : []).toEqual(['application/json']);
      expect(text()).toMatch(/"tags":\["[^"]* > [^"]*"/);
      expect(found('response-media-type-removed')).toEqual([]);
    });

    test('12: stress is called by two names', () => {
      expect(found('became-nullable', 'stress_score_int').map((line) => line.split(' ')[0])).toEqual([
        'PhysicalSummary',
      ]);
      expect(found('became-nullable', 'tss_score_int').map((line) => line.split(' ')[0])).toContain('StressEvent');
    });
  });
});
