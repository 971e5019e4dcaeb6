/** Real vendors' documents, read from the reference material: what a comparison says of them is held as golden reports. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { loadSide, parseDocument, sideOfDocument } from '../../generator/cli/sides.js';
import type { Side } from '../../generator/cli/sides.js';
import type { Change } from '../../generator/diff/change.js';
import { diffSides } from '../../generator/diff/diff-sides.js';
import { findDisagreements } from '../../generator/diff/judge.js';
import { summaryLine } from '../../generator/diff/print.js';
import { applyOverlay } from '../../generator/load/overlay.js';
import { loadProviderFolders } from '../../generator/load/folder.js';
import { buildProvider } from '../../generator/provider.js';
import { sorted } from '../../generator/order.js';
import { root } from '../support/provider-folder.js';
import { referenceFile } from '../support/reference.js';

const terra = ['openapi-2022.03.16.json', 'openapi-2025-10-31.yaml', 'openapi.yaml'].map((name) =>
  referenceFile(`providers/terra/${name}`),
);
const rook = referenceFile('providers/rook/openapi.yaml');

/** One line for each kind and subject: grades, kind, subject, members. */
function condensed(changes: readonly Change[]): string {
  const lines = new Map<string, string[]>();
  for (const change of changes.filter(({ reader, sender }) =>
    [reader, sender].some((grade) => grade !== undefined && grade !== 'docs'),
  )) {
    const head = `${change.reader ?? '-'} ${change.sender ?? '-'} ${change.kind} ${change.subject.name}`;
    lines.set(head, [...(lines.get(head) ?? []), change.member]);
  }
  const text = [...lines].map(([head, members]) => `${head} ${few(sorted(members))}`.trim());
  return [...sorted(text), summaryLine(changes), ''].join('\n');
}

function few(members: readonly string[]): string {
  const shown = members.slice(0, 12).join(', ');
  return members.length > 12 ? `${shown} and ${members.length - 12} more` : shown;
}

async function compare(
  before: string | undefined,
  after: string | undefined,
): Promise<readonly [Side, Side, readonly Change[]]> {
  const sides = [await loadSide(before ?? '', 'schemas'), await loadSide(after ?? '', 'schemas')] as const;
  return [...sides, diffSides(...sides)];
}

describe.skipIf(terra.includes(undefined))("Terra's three contracts", () => {
  const [first, second, third] = terra;

  test('2022.03.16 to 2025-10-31', async () => {
    const [before, after, changes] = await compare(first, second);
    await expect(condensed(changes)).toMatchFileSnapshot(join(root, 'test/golden/terra-2022-03-16-to-2025-10-31.txt'));
    expect(await disagreements(before, after)).toEqual([]);
  });

  test('2025-10-31 to 2026-07-17', async () => {
    const [before, after, changes] = await compare(second, third);
    await expect(condensed(changes)).toMatchFileSnapshot(join(root, 'test/golden/terra-2025-10-31-to-2026-07-17.txt'));
    expect(await disagreements(before, after)).toEqual([]);
    const found = new Set(changes.map(({ kind, subject, member }) => `${kind} ${subject.name} ${member}`.trim()));
    expect(KNOWN_OF_2026.filter((line) => !found.has(line))).toEqual([]);
  });
});

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

  test('without the overlay has the known defects of the published document', async () => {
    const document = parseDocument(await readFile(rook ?? '', 'utf8'), 'openapi.yaml');
    const overlay = parseDocument(await readFile(join(root, 'schemas/rook/overlay.yaml'), 'utf8'), 'overlay.yaml');
    const mended = applyOverlay(document, overlay, 'overlay.yaml');
    expect(mended.diagnostics).toEqual([]);
    const changes = diffSides(sideOfDocument(document, 'openapi.yaml'), sideOfDocument(mended.value, 'openapi.yaml'));
    const found = changes.map(({ kind, member }) => `${kind} ${member.split('.').slice(-1)[0] ?? ''}`);
    expect(KNOWN_OF_ROOK.filter((line) => !found.includes(line))).toEqual([]);
    await expect(condensed(changes)).toMatchFileSnapshot(join(root, 'test/golden/rook-published-to-corrected.txt'));
  });
});

/** Defects of the published document that our overlay corrects. */
const KNOWN_OF_ROOK = [
  'parameter-relocated query parameter user_id',
  'parameter-removed query parameter user_id',
  'member-added-optional trans_fat_intake_g_float',
  'member-added-optional temperature_celsius_float',
  'member-added-optional interval_duration_seconds_float',
  'member-added-optional non_structured_data',
  'number-narrowed saturation_avg_percentage_int',
  'number-narrowed steps_int',
  'became-nullable hr_avg_bpm_int',
  'member-became-required data_structure',
];
