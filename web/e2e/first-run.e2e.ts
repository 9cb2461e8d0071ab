import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, keepPicture, launch, picture, sizes, watch } from './browser';
import { type TestServer, startServer } from './server';

const password = 'three quiet lighthouses';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: string[];
let failed = false;

beforeAll(async () => {
  server = await startServer();
  browser = await launch();
  context = await browser.newContext({ viewport: sizes.desktop, colorScheme: 'dark', baseURL: server.url });
  ({ page, problems } = await watch(context));
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  failed = true;
  await keepPicture(page, task.name.replaceAll(/\W+/g, '-'));
});

afterAll(async () => {
  await browser?.close();
  await server?.stop('first-run', failed);
});

describe('first run', () => {
  it('leads from an empty folder to a backtest', async () => {
    await page.goto('/');
    await page.getByRole('heading', { name: 'First run' }).waitFor();
    await page.getByLabel('User name').fill('ana');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password again').fill(`${password}!`);
    await page.getByRole('button', { name: 'Make the owner' }).click();
    await page.getByText('The two differ').waitFor();
    await page.getByLabel('Password again').fill(password);
    await page.getByRole('button', { name: 'Make the owner' }).click();

    await page.getByText('ana owns this server.').waitFor();
    await page.getByRole('button', { name: 'Made-up prices' }).click();
    await page.getByRole('textbox', { name: 'Candles' }).fill('3000');
    await page.getByRole('button', { name: 'Make them' }).click();

    await page.getByText('3,000 candles.').waitFor({ timeout: 60_000 });
    await page
      .getByRole('button', { name: /average|cross/i })
      .first()
      .click();
    await page.getByRole('button', { name: 'Run the backtest' }).click();
    await page.getByText('Max drawdown').waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Open the run' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('is not offered again', async () => {
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor({ state: 'attached' });
    await page.getByRole('rowheader', { name: /demo/ }).waitFor();
    await page.getByRole('contentinfo').getByText('Live', { exact: true }).waitFor();
    expect(problems).toEqual([]);
  });
});

describe('the demo bot', () => {
  it('trades by itself, and its orders stand in its chart', { timeout: 600_000 }, async () => {
    const read = (path: string) => page.evaluate(async at => (await fetch(at)).json(), path);
    const rows = (await read('/api/deployments')) as { items: { id: number; name: string; instruments: string[] }[] };
    const demo = rows.items.find(row => row.name === 'demo');
    if (demo === undefined) throw new Error('there is no demo bot');
    const traded = async () => {
      for (const instrument of demo.instruments) {
        const path = `/api/deployments/${demo.id}/markers?instrument=${encodeURIComponent(instrument)}`;
        if (((await read(path)) as unknown[]).length > 0) return instrument;
      }
      return '';
    };
    // It waits for a crossing of its averages.
    await expect.poll(traded, { timeout: 540_000, interval: 1000 }).not.toBe('');
    await page.goto(`/deployments/${demo.id}?instrument=${encodeURIComponent(await traded())}`);
    await page.locator('[data-testid="candle-canvas"]:not([data-markers="0"])').waitFor({ timeout: 60_000 });
    await picture(page, 'demo-bot');
    expect(problems).toEqual([]);
  });
});

describe('login', () => {
  it('is asked for once logged out, and leads back to where one wanted to go', async () => {
    await page.getByRole('button', { name: /^ana/ }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    await page.goto('/settings?part=tokens');
    await page.getByRole('heading', { name: 'Log in' }).waitFor();

    await page.getByLabel('User name').fill('ana');
    await page.getByLabel('Password').fill('wrong for sure');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').waitFor();
    // The refusal itself is what was wanted.
    expect(problems.splice(0).every(problem => problem.includes('401'))).toBe(true);

    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { level: 2, name: 'API tokens' }).waitFor();
    expect(new URL(page.url()).search).toBe('?part=tokens');
    expect(problems).toEqual([]);
  });
});

describe('keyboard', () => {
  it('goes to screens, opens the palette, the sheet and the kill switch', async () => {
    await page.goto('/');
    await page.getByRole('rowheader', { name: /demo/ }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.getByRole('heading', { level: 1, name: 'Deployments' }).waitFor();

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('users');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor();

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor();
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+Shift+K');
    const stop = page.getByRole('dialog', { name: 'Kill switch' });
    await stop.waitFor();
    await page.keyboard.press('Enter');
    await stop.getByText(/entries are blocked/i).waitFor();
    await stop.getByRole('button', { name: 'I have seen this' }).click();
    await page.keyboard.press('Control+Shift+K');
    await stop.getByRole('button', { name: 'Release' }).click();
    await page.getByText('The kill switch is released').waitFor();
    expect(problems).toEqual([]);
  });
});

describe.each(['dark', 'light'] as const)('axe, %s theme', theme => {
  const routes = [
    '/',
    '/deployments',
    '/users',
    '/settings',
    '/settings?part=security',
    '/settings?part=tokens',
    '/health',
    '/about',
  ];

  it.each(['desktop', 'phone'] as const)('finds nothing on any screen, %s', async size => {
    const state = await context.storageState();
    const other = await browser.newContext({
      viewport: sizes[size],
      colorScheme: theme,
      baseURL: server.url,
      storageState: state,
    });
    const watched = await watch(other);
    const found: string[] = [];
    for (const route of routes) {
      await watched.page.goto(route);
      await watched.page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
      await watched.page.waitForLoadState('networkidle');
      found.push(...(await axeViolations(watched.page)).map(line => `${route}: ${line}`));
    }
    await watched.page.getByRole('button', { name: 'Stop', exact: true }).click();
    await watched.page.getByRole('dialog', { name: 'Kill switch' }).waitFor();
    found.push(...(await axeViolations(watched.page)).map(line => `kill switch: ${line}`));
    await other.close();
    expect(found).toEqual([]);
    expect(watched.problems).toEqual([]);
  });
});
