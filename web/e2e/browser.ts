import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';

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

/** A page that notes whatever goes wrong: console errors, faults, failed requests, breaches of the content policy. */
export async function watch(context: BrowserContext): Promise<{ page: Page; problems: string[] }> {
  await context.addInitScript(() => localStorage.setItem('argosy.check', '1'));
  const page = await context.newPage();
  const problems: string[] = [];
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
  await page.evaluate(await axe);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )) as AxeResult;
  return found.violations.flatMap(violation =>
    violation.nodes.map(node => `${violation.id}: ${String(node.target)}: ${node.failureSummary ?? violation.help}`),
  );
}
