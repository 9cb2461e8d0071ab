// A server and a browser of their own, and what the subjects ask of both.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { chromium } from 'playwright-core';

const password = 'three quiet lighthouses';
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Waits for what must come, on a machine that has other work. */
const patience = 300_000;

const freePort = () =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts Argosy with these words; it is there when it has printed its address. */
export async function startServer(argosy, words) {
  const server = spawn(argosy, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise(resolve => server.once('exit', resolve));
  let printed = '';
  const url = await new Promise((resolve, reject) => {
    const hear = data => {
      // Only its address and what it said last are of use.
      printed = (printed + data.toString()).slice(-20_000);
      const found = /http:\/\/[\d.]+:\d+/.exec(printed);
      if (found !== null) resolve(found[0]);
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.once('error', error => reject(new Error(`${argosy} did not start: ${error.message}`)));
    server.once('exit', code => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
  return {
    url,
    log: () => printed,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

/** Chromium with a profile of its own, and the port on which it is spoken to. */
export async function openBrowser(folder) {
  const program =
    process.env.ARGOSY_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(it => existsSync(it));
  if (program === undefined) throw new Error('there is no Chromium; install it, or name it in ARGOSY_CHROMIUM');
  const port = await freePort();
  const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), {
    executablePath: program,
    viewport: { width: 1440, height: 900 },
    timeout: patience,
    args: [`--remote-debugging-port=${port}`, ...flags],
  });
  context.setDefaultTimeout(patience);
  return { context, port };
}

/** A page on a server, logged in as the owner it makes. */
export async function enter(context, port, url, figures) {
  const page = context.pages()[0] ?? (await context.newPage());
  // Cookies know no ports: those of another server would be sent to this one.
  await context.clearCookies();
  await page.goto(`${url}/login`);
  const stage = new Stage(page, port, url, figures);
  await stage.call('POST', '/auth/setup', { name: 'ana', password });
  return stage;
}

/** What a subject works with. */
class Stage {
  constructor(page, port, url, figures) {
    Object.assign(this, { page, port, url, figures });
  }

  /** Opens a screen and waits until its heading is there and nothing is asked for any more. */
  async open(route, heading) {
    await this.page.goto(`${this.url}${route}`);
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor({ state: 'attached' });
    await this.page.waitForLoadState('networkidle');
  }

  /** A request as the page makes it. */
  call(method, to, body) {
    return this.page.evaluate(
      async ([verb, address, text]) => {
        const state = await (await fetch('/auth/state')).json();
        const headers = {
          'Content-Type': 'application/json',
          'X-CSRF-Token': state.csrf ?? '',
          'Idempotency-Key': crypto.randomUUID(),
        };
        const answer = await fetch(address, { method: verb, headers, body: text });
        if (!answer.ok) throw new Error(`${verb} ${address}: ${answer.status} ${await answer.text()}`);
        return answer.status === 204 ? null : answer.json();
      },
      [method, to, body === undefined ? undefined : JSON.stringify(body)],
    );
  }

  /** Has a job done; what came of it. */
  async job(kind, request) {
    const { id } = await this.call('POST', '/api/jobs', { kind, request });
    for (;;) {
      const now = await this.call('GET', `/api/jobs/${id}`);
      if (now.state === 'done') return now;
      if (['failed', 'cancelled'].includes(now.state)) throw new Error(`${kind}: ${JSON.stringify(now.error)}`);
      await this.page.waitForTimeout(100);
    }
  }

  /** Made-up candles of a minute under a name, and one backtest of a strategy on them; its run. */
  async backtest(name, bars, request) {
    await this.job('synth', { instrument: `${name.toUpperCase()}/USDT`, name, bars });
    const { run } = await this.job('backtest', { series: [name], size: 'quote:100', cash: 1_000_000, ...request });
    return run;
  }
}
