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
  /** Ends it at once, as a power cut does, and starts it again on the same folder and port when something has been waited for. */
  crash: (meanwhile: () => Promise<unknown>) => Promise<void>;
  /** Ends it; where a test failed, its log is kept. */
  stop: (name: string, failed: boolean) => Promise<void>;
}

export async function startServer(more: string[] = []): Promise<TestServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'argosy-web-'));
  const words = ['up', '--data', path.join(folder, 'data'), '--web', path.join(root, 'artifacts/web')];
  words.push('--master-key', path.join(folder, 'master.key'), ...more);
  let printed = '';
  const start = (port: string) => {
    const child = spawn(program, [...words, '--port', port], { cwd: folder });
    child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
    child.stderr.on('data', (data: Buffer) => (printed += data.toString()));
    return child;
  };
  const end = async (signal: NodeJS.Signals) => {
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  };
  let child = start('0');
  const url = await address(child, () => printed);
  return {
    url,
    log: () => printed,
    crash: async meanwhile => {
      await end('SIGKILL');
      await meanwhile();
      const before = printed.length;
      child = start(new URL(url).port);
      await address(child, () => printed.slice(before));
    },
    stop: async (name, failed) => {
      await end('SIGTERM');
      if (failed) {
        await mkdir(results, { recursive: true });
        await writeFile(path.join(results, `${name}.server.log`), printed);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A real exchange on loopback, with faults on command. */
export interface Exchange {
  url: string;
  /** A command of its control API, such as `latency?ms=60000`. */
  control: (command: string) => Promise<void>;
  stop: () => Promise<void>;
}

export async function startExchange(protocol: 'binance' | 'binance-futures'): Promise<Exchange> {
  let printed = '';
  const child = spawn(program, [
    'testnet',
    '--protocol',
    protocol,
    '--port',
    '0',
    '--control-port',
    '0',
    '--trade-gap',
    '200',
  ]);
  child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
  child.stderr.on('data', (data: Buffer) => (printed += data.toString()));
  await address(child, () => (printed.includes('secret') ? printed : ''));
  const named = (name: string) => new RegExp(`^${name}\\s+(http\\S+)/$`, 'm').exec(printed)?.[1] ?? '';
  return {
    url: named('exchange'),
    control: async command => {
      const answer = await fetch(`${named('control')}/control/${command}`, { method: 'POST' });
      if (!answer.ok) throw new Error(`the exchange refused ${command}: ${await answer.text()}`);
    },
    stop: async () => {
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** What a command of the command line printed; a fault where it failed. */
export async function command(words: string[], environment: Record<string, string> = {}): Promise<string> {
  const child = spawn(program, words, { env: { ...process.env, ...environment } });
  let printed = '';
  child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
  child.stderr.on('data', (data: Buffer) => (printed += data.toString()));
  const code = await new Promise(resolve => child.once('exit', resolve));
  if (code !== 0) throw new Error(`argosy ${words.join(' ')} ended with ${String(code)}: ${printed}`);
  return printed;
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
