import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Browser, type BrowserContext, type Page, type Request, chromium } from 'playwright-core';

const results = path.resolve(import.meta.dirname, '../../artifacts/test-results/web');
const program = process.env.ARGOSY_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);

export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

export async function launch(): Promise<Browser> {
  if (program === undefined) throw new Error('there is no Chromium; install it, or name it in ARGOSY_CHROMIUM');
  return chromium.launch({
    executablePath: program,
    args: [
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
}

/** Requests of each page that have no answer yet. */
const flights = new WeakMap<Page, Set<Request>>();

/** A page that notes whatever goes wrong: console errors, faults, failed requests, breaches of the content policy. */
export async function watch(context: BrowserContext): Promise<{ page: Page; problems: string[] }> {
  await context.addInitScript(() => localStorage.setItem('argosy.check', '1'));
  const page = await context.newPage();
  const problems: string[] = [];
  const flying = new Set<Request>();
  flights.set(page, flying);
  // The end of a worker's own script is told to nobody.
  page.on('request', request => {
    if (!request.url().includes('.worker-')) flying.add(request);
  });
  page.on('requestfinished', request => flying.delete(request));
  page.on('requestfailed', request => flying.delete(request));
  page.on('console', message => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', error => problems.push(`fault: ${error.message}`));
  page.on('requestfailed', request => {
    // A page that is left, or a query that is asked anew, ends its requests.
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') problems.push(`request: ${request.method()} ${request.url()} ${why}`);
  });
  page.on('response', response => {
    if (response.status() >= 400)
      problems.push(`answer: ${response.status()} ${response.request().method()} ${response.url()}`);
  });
  return { page, problems };
}

const minute = 60_000;

/** Waits until a screen is whole: its heading and fonts are there, nothing is asked for and nothing is still a skeleton, for two frames and two more. */
export async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached', timeout: minute });
  const flying = flights.get(page) ?? new Set();
  const end = Date.now() + minute;
  for (let quiet = 0; quiet < 2;) {
    const loading = await page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
      return document.querySelector('[role=status][aria-label^="Loading"]')?.getAttribute('aria-label') ?? null;
    });
    quiet = flying.size === 0 && loading === null ? quiet + 1 : 0;
    if (quiet === 0 && Date.now() > end)
      throw new Error(`the screen is not whole: ${[...flying].map(it => it.url()).join(', ')} ${loading ?? ''}`);
  }
}

/** Opens a route and waits until it is whole. */
export async function open(page: Page, route: string): Promise<void> {
  await page.goto(route);
  await settle(page);
}

/** The theme of a system that prefers it, without loading the page anew. */
export async function setTheme(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.waitForFunction(wanted => document.documentElement.dataset.theme === wanted, theme);
}

export async function keepPicture(page: Page, name: string): Promise<void> {
  await mkdir(results, { recursive: true });
  await page.screenshot({ path: path.join(results, `${name}.png`) });
}

/** A picture for the guide, where ARGOSY_SCREENS names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.ARGOSY_SCREENS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  const file = name.replaceAll(/\W+/g, '-').replaceAll(/^-|-$/g, '') || 'fleet';
  await page.screenshot({ path: path.join(folder, `${file}.png`) });
}

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
}

/** What axe finds wrong with the page as it is now, one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  // A colour on its way to another is neither; what goes round for ever is not waited for.
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(animation => Number.isFinite(animation.effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(animation => animation.finished));
  });
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await axe);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )) as AxeResult;
  return found.violations.flatMap(violation =>
    violation.nodes.map(node => `${violation.id}: ${String(node.target)}: ${node.failureSummary ?? violation.help}`),
  );
}
