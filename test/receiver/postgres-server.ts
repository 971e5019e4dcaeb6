/** A PostgreSQL of our own in a temporary folder, where Debian's package is installed. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Debian's folder, one for each version; 15 is the oldest that is tested.
const versions = '/usr/lib/postgresql';
const version = existsSync(versions)
  ? readdirSync(versions)
      .map(Number)
      .filter((each) => each >= 15)
      .sort((a, b) => a - b)[0]
  : undefined;
const bin = join(versions, String(version), 'bin');

/** True where the suite can run against PostgreSQL. */
export const hasPostgres = existsSync(join(bin, 'postgres'));

export interface PostgresServer {
  readonly url: string;
  readonly createDatabase: (name: string) => string;
  /** With a checkpoint, and whoever is still connected. */
  readonly dropDatabase: (url: string) => void;
  /** As a crash does it. */
  readonly kill: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a server on the loopback address; PostgreSQL refuses to run as root, so it gets the user of its package. */
export async function startPostgres(buffers = '64MB'): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-pg-'));
  const isRoot = process.getuid?.() === 0;
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const user = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const settings = { ...user, cwd: folder, stdio: 'ignore' } as const;
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    settings,
  );
  const port = await freePort();
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    server = spawn(
      join(bin, 'postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        '-h',
        '127.0.0.1',
        '-k',
        folder,
        '-c',
        'max_connections=60',
        '-c',
        `shared_buffers=${buffers}`,
      ],
      settings,
    );
    for (let tries = 0; tries < 100; tries += 1) {
      try {
        execFileSync(
          join(bin, 'psql'),
          ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-c', 'SELECT 1'],
          settings,
        );
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    throw new Error('PostgreSQL did not start.');
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = new Promise((resolve) => server?.once('exit', resolve));
    server?.kill(signal);
    await ended;
  }

  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    createDatabase(name) {
      execFileSync(join(bin, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', name], settings);
      return `postgres://postgres@127.0.0.1:${port}/${name}`;
    },
    dropDatabase(url) {
      const name = new URL(url).pathname.slice(1);
      const where = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'];
      execFileSync(join(bin, 'dropdb'), ['--force', ...where, name], settings);
    },
    kill: () => end('SIGKILL'),
    restart: start,
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
