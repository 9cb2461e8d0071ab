import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { sizes, watch } from './browser';
import { type TestServer } from './server';
import { password, setStage } from './stage';
import { sweep } from './sweep';

const stage = setStage('terminal');
let server: TestServer;
let browser: Browser;
let page: Page;
let problems: string[];
beforeAll(() => void ({ server, browser, page, problems } = stage()));

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });

describe('research', () => {
  it('makes candles and draws them', async () => {
    await page.goto('/data');
    await page.getByRole('button', { name: 'Add candles' }).first().click();
    const form = dialog('Add candles');
    await form.getByRole('button', { name: 'Made up' }).click();
    await form.getByLabel('Candles').fill('x');
    await form.getByRole('button', { name: 'Make' }).click();
    await form.getByText('A whole number').first().waitFor();
    await form.getByLabel('Candles').fill('6000');
    await form.getByRole('button', { name: 'Make' }).click();

    await page.getByRole('rowheader', { name: 'made-up' }).click();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'made-up' }).waitFor();
    await page
      .getByText(/6,000 candles|6,000/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    expect(problems).toEqual([]);
  });

  it('runs two backtests and compares them', async () => {
    await page.goto('/lab');
    for (const slow of ['30', '60']) {
      await page.getByRole('button', { name: 'New run' }).first().click();
      const form = dialog('New run');
      await form.getByRole('textbox', { name: 'slow' }).fill('x');
      await form.getByRole('button', { name: 'Run' }).click();
      await form.getByText('A number').waitFor();
      await form.getByRole('textbox', { name: 'slow' }).fill(slow);
      await form.getByRole('button', { name: 'Run' }).click();
      await form.waitFor({ state: 'detached' });
    }
    await page.getByRole('rowheader', { name: '2', exact: true }).waitFor({ timeout: 60_000 });
    await page.getByRole('rowheader', { name: '1', exact: true }).waitFor({ timeout: 60_000 });
    await page.goto('/lab/compare?ids=1,2');
    await page.getByText('Final equity').waitFor();
    await page.getByRole('rowheader', { name: 'slow' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('shows a run in all its parts', async () => {
    for (const tab of [
      'Overview',
      'Chart',
      'Trades',
      'Orders',
      'Fills',
      'Statistics',
      'Distribution',
      'Monte Carlo',
      'Assumptions',
      'Code',
      'Log',
    ]) {
      await page.goto(`/lab/1?tab=${tab === 'Log' ? 'logs' : tab.toLowerCase().replace(' ', '-')}`);
      await page.getByRole('button', { name: tab, exact: true }).waitFor();
      await page.waitForLoadState('networkidle');
      if (tab === 'Chart') await page.locator('[data-testid="candle-canvas"]:not([data-boxes="0"])').waitFor();
      if (tab === 'Distribution') await page.getByRole('img', { name: /^Returns of trades in \d+ columns/ }).waitFor();
      if (tab === 'Monte Carlo') await page.getByText(/of them end below their start/).waitFor();
      if (tab === 'Code') await page.getByText(/is built in: its rules and parameters/).waitFor();
    }
    // A trade on the chart: what is in view is some candles around it.
    await page.goto('/lab/1?tab=trades');
    await page
      .getByRole('button', { name: /^Show trade \d+ on the chart$/ })
      .first()
      .click();
    const canvas = page.getByTestId('candle-canvas');
    await canvas.waitFor();
    const address = new URL(page.url()).searchParams;
    const [opened, closed] = [Number(address.get('from')), Number(address.get('to'))];
    await page.waitForFunction(
      ([from, to]) => {
        const it = document.querySelector<HTMLElement>('[data-testid="candle-canvas"]')?.dataset;
        const [first, last] = [Number(it?.from), Number(it?.to)];
        return first < (from as number) && last > (to as number) && last - first < 30 * 86_400_000;
      },
      [opened, closed],
    );
    // What it ran with is what a deployment of it begins with.
    await page.goto('/lab/1');
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    const form = dialog('New deployment');
    await form.getByLabel('Timeframe').waitFor();
    expect(await form.getByLabel('Timeframe').inputValue()).toBe('1h');
    expect(await form.getByLabel('Instruments').inputValue()).toBe('DEMO/USD');
    await page.keyboard.press('Escape');
    await page.goto('/lab/1');
    await page.getByRole('button', { name: 'Run again' }).click();
    await page.getByText('Run again', { exact: true }).last().waitFor();
    expect(problems).toEqual([]);
  });

  it('searches parameters and makes a run of a trial', async () => {
    await page.goto('/optimise');
    await page.getByRole('button', { name: 'New optimisation' }).first().click();
    const form = dialog('New optimisation');
    await form.getByRole('button', { name: 'Search' }).click();
    await form.getByText(/at least one parameter a range/).waitFor();
    await form.getByLabel('fast, searched').fill('5..15:5');
    await form.getByLabel('slow, searched').fill('20..60:20');
    await form.getByLabel('Least trades').fill('0');
    await form.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('table', { name: 'objective by fast and slow' }).waitFor({ timeout: 60_000 });
    await page.getByText('9 / 9').waitFor({ timeout: 60_000 });
    expect(problems).toEqual([]);
  });

  it('counts the votes of a consensus again', async () => {
    await page.goto('/lab');
    await page.getByRole('button', { name: 'New run' }).first().click();
    const form = dialog('New run');
    await form.getByRole('combobox', { name: 'Strategy' }).selectOption('consensus');
    await form.getByRole('button', { name: 'Run' }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /consensus/ }).waitFor({ timeout: 60_000 });
    await page.goto('/consensus');
    await page.getByRole('rowheader', { name: 'Decision' }).waitFor();
    await page.getByRole('checkbox', { name: 'macd' }).check();
    await page.getByRole('button', { name: 'Recount' }).click();
    await page.getByText(/decisions \(.*would have been others/).waitFor({ timeout: 60_000 });

    // On the run's chart, the votes of each candle; where it has a candle for each vote.
    const run = await page.getByLabel('Run', { exact: true }).inputValue();
    await page.goto(`/lab/${run}?tab=chart`);
    await page.getByLabel('Timeframe', { exact: true }).selectOption('1h');
    await page.locator('[data-testid="candle-canvas"][data-timeframe="1h"]').waitFor();
    await page
      .getByTestId('candle-said')
      .filter({ hasText: /votes \d+ \w+.*: \w+/ })
      .waitFor();
    expect(problems).toEqual([]);
  });
});

describe('trading', () => {
  it('deploys on paper, fills, explains, pauses, flattens, stops', async () => {
    await page.goto('/deployments?new=every-bar');
    const form = dialog('New deployment');
    await form.getByLabel('Timeframe').fill('1s');
    await form.getByLabel('Name').fill('quick');
    await form.getByRole('textbox', { name: 'qty' }).fill('0.001');
    await form.getByRole('button', { name: 'Deploy on paper' }).click();
    await heading(/quick/);
    await page.getByRole('rowheader').first().waitFor({ timeout: 60_000 });
    await page
      .getByRole('row', { name: /BTC\/USDT/ })
      .first()
      .waitFor({ timeout: 60_000 });
    // Candles of a second come on, and none is too old.
    await page
      .locator('footer')
      .getByText(/^candle \d+s ago$/)
      .waitFor();
    // The newest: the oldest leaves the rows in view before long.
    await page
      .getByRole('row', { name: /filled/ })
      .getByRole('button', { name: /^Actions for order/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Why' }).click();
    await dialog(/^Why/).waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Pause entries' }).click();
    await dialog(/Pause entries/)
      .getByRole('button', { name: 'Pause entries' })
      .click();
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    await page.getByRole('button', { name: 'Flatten' }).click();
    await dialog(/Flatten/)
      .getByRole('button', { name: 'Flatten' })
      .click();
    await page.getByText('It holds nothing now.').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Stop', exact: true }).last().click();
    await dialog(/Stop quick/)
      .getByRole('button', { name: 'Stop, positions stay' })
      .click();
    await page.getByRole('button', { name: 'Start' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('takes a command once, however often Enter is pressed, and says where another is wrong', async () => {
    await page.goto('/console');
    const line = page.getByRole('textbox', { name: 'Command' });
    await line.fill('buy btc 80x -m paper');
    await page.locator('mark').waitFor();
    await line.fill('buy btc 100 -m paper');
    await page
      .getByText(/opens|buys|long/i)
      .first()
      .waitFor();
    await Promise.all([line.press('Enter'), line.press('Enter')]);
    await page.getByRole('button', { name: 'buy BTC 100 -m paper' }).first().waitFor();
    expect(await page.getByRole('button', { name: 'buy BTC 100 -m paper', exact: true }).count()).toBe(1);
    expect(problems).toEqual([]);
  });

  it('verifies the chain of the audit log', async () => {
    await page.goto('/audit');
    await page.getByRole('button', { name: 'Verify chain' }).click();
    await page.getByText(/chain verified: [\d,]+ lines/).waitFor();
    expect(problems).toEqual([]);
  });

  it('lets a viewer look and nothing else', async () => {
    await page.goto('/users');
    await page.getByRole('button', { name: 'Add user' }).click();
    const form = dialog('Add user');
    await form.getByLabel('User name').fill('vera');
    await form.getByLabel('First password').fill(`${password} too`);
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('rowheader', { name: 'vera' }).waitFor();

    const other = await browser.newContext({ viewport: sizes.desktop, baseURL: server.url });
    const viewer = await watch(other);
    await viewer.page.goto('/login');
    await viewer.page.getByLabel('User name').fill('vera');
    await viewer.page.getByLabel('Password').fill(`${password} too`);
    await viewer.page.getByRole('button', { name: 'Log in' }).click();
    await viewer.page.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor({ state: 'attached' });
    await viewer.page.goto('/deployments');
    expect(await viewer.page.getByRole('button', { name: 'New deployment' }).first().isDisabled()).toBe(true);
    const status = await viewer.page.evaluate(async () => {
      const state = (await (await fetch('/auth/state')).json()) as { csrf: string };
      const answer = await fetch('/api/deployments/1/flatten', {
        method: 'POST',
        headers: { 'X-CSRF-Token': state.csrf, 'Idempotency-Key': 'viewer-tries-it' },
      });
      return answer.status;
    });
    expect(status).toBe(403);
    await other.close();
  });
});

const routes = [
  '/',
  '/deployments',
  '/deployments/1',
  '/positions',
  '/orders',
  '/trades',
  '/consensus',
  '/bots',
  '/lab',
  '/lab/1',
  '/lab/1?tab=chart',
  '/lab/1?tab=trades',
  '/lab/1?tab=statistics',
  '/lab/1?tab=distribution',
  '/lab/1?tab=monte-carlo',
  '/lab/1?tab=assumptions',
  '/lab/compare?ids=1,2',
  '/optimise',
  '/optimise/1',
  '/data',
  '/risk',
  '/audit',
  '/console',
  '/alerts',
  '/accounts',
];

sweep(stage, {
  routes,
  dialogs: [
    { route: '/deployments', opener: 'New deployment', dialog: 'New deployment' },
    { route: '/lab', opener: 'New run', dialog: 'New run' },
    { route: '/optimise', opener: 'New optimisation', dialog: 'New optimisation' },
    { route: '/data', opener: 'Add candles', dialog: 'Add candles' },
    { route: '/accounts', opener: 'Add account', dialog: 'Add account' },
    { route: '/orders', opener: 'Columns', dialog: 'Columns' },
  ],
});
