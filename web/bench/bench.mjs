// Measures the terminal in a real Chromium on a real server: `argosy bench web` runs it. Prints each figure with its limit; JSON where asked.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const [argosy, webFolder, jsonFile] = process.argv.slice(2);
const password = 'three quiet lighthouses';
const browserPath = process.env.ARGOSY_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
if (browserPath === undefined) fail('there is no Chromium; install it, or name it in ARGOSY_CHROMIUM');

const figures = [];
/** One figure; `atMost` false: the limit is a least one. Only three times off fails: machines differ. */
function add(name, value, limit, unit, atMost = true) {
  const isWithin = atMost ? value <= limit : value >= limit;
  const fails = atMost ? value > 3 * limit : value < limit / 3;
  figures.push({ name, value: Math.round(value * 1000) / 1000, limit, unit, atMost, isWithin, fails });
  const shown = `${Number(value.toFixed(3))} ${unit}`.trim();
  console.error(
    `${isWithin ? 'ok  ' : fails ? 'FAIL' : 'over'} ${name.padEnd(58)} ${shown.padStart(12)}   ${atMost ? '≤' : '≥'} ${limit} ${unit}`,
  );
}
function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}
const freePort = () =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
const share = (values, ratio) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * ratio))];

const folder = await mkdtemp(path.join(tmpdir(), 'argosy-bench-web-'));
const server = spawn(argosy, [
  'up',
  '--port',
  '0',
  '--data',
  path.join(folder, 'data'),
  '--web',
  webFolder,
  '--master-key',
  path.join(folder, 'master.key'),
]);
let printed = '';
const url = await new Promise((resolve, reject) => {
  const hear = data => {
    printed += data.toString();
    const found = /http:\/\/[\d.]+:\d+/.exec(printed);
    if (found !== null) resolve(found[0]);
  };
  server.stdout.on('data', hear);
  server.stderr.on('data', hear);
  server.once('exit', code => reject(new Error(`the server ended with ${code}: ${printed}`)));
});

const port = await freePort();
const context = await chromium.launchPersistentContext(path.join(folder, 'profile'), {
  executablePath: browserPath,
  viewport: { width: 1440, height: 900 },
  args: [
    `--remote-debugging-port=${port}`,
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const page = context.pages()[0] ?? (await context.newPage());

/** A request as the page makes it. */
const call = (method, to, body) =>
  page.evaluate(
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
async function job(kind, request) {
  const { id } = await call('POST', '/api/jobs', { kind, request });
  for (;;) {
    const now = await call('GET', `/api/jobs/${id}`);
    if (now.state === 'done') return now;
    if (['failed', 'cancelled'].includes(now.state)) throw new Error(`${kind}: ${JSON.stringify(now.error)}`);
    await page.waitForTimeout(100);
  }
}
/** Frame times in ms while something goes on. */
async function frames(doing) {
  await page.evaluate(() => {
    window.bench = { times: [], on: true };
    let last = performance.now();
    const tick = now => {
      window.bench.times.push(now - last);
      last = now;
      if (window.bench.on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await doing();
  return page.evaluate(() => {
    window.bench.on = false;
    return window.bench.times.slice(2);
  });
}

try {
  await page.goto(`${url}/login`);
  await call('POST', '/auth/setup', { name: 'ana', password });

  // First load of Fleet.
  for (let i = 0; i < 2; i++) {
    await page.goto(`${url}/`);
    await page.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
  }
  const loaded = await page.evaluate(
    () =>
      new Promise(resolve => {
        let [largest, shift, blocking] = [0, 0, 0];
        new PerformanceObserver(
          list => (largest = Math.max(largest, ...list.getEntries().map(entry => entry.startTime))),
        ).observe({ type: 'largest-contentful-paint', buffered: true });
        new PerformanceObserver(list =>
          list.getEntries().forEach(entry => (shift += entry.hadRecentInput ? 0 : entry.value)),
        ).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver(list =>
          list.getEntries().forEach(entry => (blocking += Math.max(0, entry.duration - 50))),
        ).observe({ type: 'longtask', buffered: true });
        setTimeout(() => resolve({ largest, shift, blocking }), 500);
      }),
  );
  add('Fleet: largest contentful paint', loaded.largest / 1000, 1.5, 's');
  add('Fleet: blocking time', loaded.blocking, 100, 'ms');
  add('Fleet: layout shift', loaded.shift, 0.05, '');

  // Route changes, warm.
  const routes = ['Positions', 'Orders', 'Trades', 'Lab', 'Data', 'Risk', 'Audit', 'Fleet'];
  const changes = [];
  for (let round = 0; round < 3; round++) {
    for (const name of routes) {
      const time = await page.evaluate(async title => {
        const link = [...document.querySelectorAll('nav a')].find(it => it.textContent.trim() === title);
        const begun = performance.now();
        link.click();
        while (document.querySelector('h1')?.textContent.trim() !== title)
          await new Promise(resolve => requestAnimationFrame(resolve));
        return performance.now() - begun;
      }, name);
      if (round > 0) changes.push(time);
    }
  }
  add('route change, warm, p75', share(changes, 0.75), 150, 'ms');

  // A table of 100,000 rows: the trades of one backtest.
  await job('synth', { instrument: 'LONG/USDT', name: 'long', bars: 2_600_000 });
  await job('synth', { instrument: 'MANY/USDT', name: 'many', bars: 200_010 });
  const { run } = await job('backtest', { series: ['many'], strategy: 'every-bar', size: 'quote:100', cash: 1_000_000 });
  await page.goto(`${url}/lab/${run}?tab=trades`);
  await page.getByRole('rowheader').first().waitFor();
  const { total } = await call('GET', `/api/runs/${run}/trades?limit=1`);
  if (total !== undefined && total < 99_000) throw new Error(`the run has ${total} trades, not 100,000`);
  console.error(`     trades: ${total}`);
  const table = page.getByRole('table').last();
  await table.hover();
  const scrolled = await frames(async () => {
    for (let i = 0; i < 120; i++) await page.mouse.wheel(0, 600);
  });
  add('100,000 trades: frames a second while scrolling, p50', 1000 / share(scrolled, 0.5), 55, 'fps', false);
  const sorted = await page.evaluate(async id => {
    const begun = performance.now();
    await (await fetch(`/api/runs/${id}/trades?sort=-net&limit=200`)).json();
    return performance.now() - begun;
  }, run);
  add('100,000 trades: sorted by the server', sorted, 300, 'ms');

  // Candles of 2.6 M bars: windows as the chart asks for them.
  const windows = await page.evaluate(async () => {
    const rows = await (await fetch('/api/data')).json();
    const row = (rows.items ?? rows).find(it => it.id === 'long');
    const [from, to] = [row.first, row.last];
    const times = [];
    for (let i = 0; i < 60; i++) {
      const length = (to - from) / 4 ** (i % 5);
      const start = Math.round(from + ((to - from - length) * (i % 12)) / 12);
      const begun = performance.now();
      const answer = await fetch(`/api/candles?series=long&from=${start}&to=${Math.round(start + length)}&points=1500`);
      if (!answer.ok) throw new Error(await answer.text());
      await answer.json();
      if (i > 0) times.push(performance.now() - begun);
    }
    return times;
  });
  add('candles of 2.6 M bars: a window, p50', share(windows, 0.5), 50, 'ms');
  add('candles of 2.6 M bars: a window, p99', share(windows, 0.99), 150, 'ms');

  // Lighthouse looks at Fleet, logged in, as a desktop.
  const { default: lighthouse, desktopConfig } = await import('lighthouse');
  const looked = await lighthouse(
    `${url}/`,
    { port, disableStorageReset: true, logLevel: 'error', onlyCategories: ['performance', 'accessibility'] },
    desktopConfig,
  );
  add('Fleet: Lighthouse performance', looked.lhr.categories.performance.score * 100, 95, '', false);
  add('Fleet: Lighthouse accessibility', looked.lhr.categories.accessibility.score * 100, 95, '', false);
} catch (error) {
  console.error(printed.slice(-2000));
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
} finally {
  await context.close();
  const ended = new Promise(resolve => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
}
if (jsonFile) await writeFile(jsonFile, `${JSON.stringify({ format: 'argosy-bench-web/1', figures }, null, 2)}\n`);
if (figures.some(figure => figure.fails)) process.exitCode = 1;
