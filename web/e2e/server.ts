import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const program = process.env.ARGOSY_BIN ?? path.join(root, 'artifacts/bin/Argosy.Cli/release/argosy');
const results = path.join(root, 'artifacts/test-results/web');

/** A real Argosy on a folder of its own and a port the system chose. */
export interface TestServer {
  url: string;
  /** What it printed. */
  log: () => string;
  /** Ends it; where a test failed, its log is kept. */
  stop: (name: string, failed: boolean) => Promise<void>;
}

export async function startServer(): Promise<TestServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'argosy-web-'));
  const words = ['up', '--port', '0', '--data', path.join(folder, 'data'), '--web', path.join(root, 'artifacts/web')];
  const child = spawn(program, [...words, '--master-key', path.join(folder, 'master.key')], { cwd: folder });
  let printed = '';
  child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
  child.stderr.on('data', (data: Buffer) => (printed += data.toString()));
  const url = await address(child, () => printed);
  return {
    url,
    log: () => printed,
    stop: async (name, failed) => {
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      if (failed) {
        await mkdir(results, { recursive: true });
        await writeFile(path.join(results, `${name}.server.log`), printed);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function address(child: ChildProcess, printed: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = /http:\/\/[\d.]+:\d+/.exec(printed());
      if (found !== null) resolve(found[0]);
    };
    child.stdout?.on('data', look);
    child.once('error', error => reject(new Error(`${program} did not start: ${error.message}`)));
    child.once('exit', code => reject(new Error(`${program} ended with ${code}:\n${printed()}`)));
  });
}
