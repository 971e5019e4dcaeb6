/** Reads stored deliveries back. */
import type { IncomingHeaders } from './admission.js';
import { type Database, inList, type Row } from './store/database.js';
import type { Vault } from './vault.js';

/** A delivery out of the store. */
export interface LoadedDelivery {
  readonly id: number;
  readonly source: string;
  readonly receivedAt: number;
  readonly headers: IncomingHeaders;
  readonly body: Uint8Array;
}

/** Loads deliveries by id; ids that are gone are left out. */
export async function loadDeliveries(
  { database, vault }: { readonly database: Database; readonly vault: Vault },
  ids: readonly number[],
): Promise<readonly LoadedDelivery[]> {
  const sql = `SELECT id, source, received_at, headers, size, body, parts FROM delivery WHERE id IN ${inList(database.dialect, 1)} ORDER BY id`;
  const rows = await database.read(sql, [JSON.stringify(ids)]);
  const loaded: LoadedDelivery[] = [];
  for (const row of rows) {
    const stored = row['body'] as Uint8Array | null;
    const body = stored === null ? await loadParts(database, vault, row) : vault.open(stored);
    loaded.push({
      id: Number(row['id']),
      source: String(row['source']),
      receivedAt: Number(row['received_at']),
      headers: JSON.parse(String(row['headers'])) as IncomingHeaders,
      body,
    });
  }
  return loaded;
}

/** One piece at a time, so that nothing else waits for a large body. */
async function loadParts(database: Database, vault: Vault, row: Row): Promise<Uint8Array> {
  const body = new Uint8Array(Number(row['size']));
  let filled = 0;
  for (let n = 0; filled < body.length; n += 1) {
    const [part] = await database.read('SELECT bytes FROM part WHERE owner = $1 AND n = $2', [String(row['parts']), n]);
    if (part === undefined) throw new Error('A part of a delivery is missing.');
    const bytes = vault.open(part['bytes'] as Uint8Array);
    body.set(bytes, filled);
    filled += bytes.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return body;
}
