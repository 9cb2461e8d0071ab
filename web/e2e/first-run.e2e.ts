import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { open, picture, setTheme, sizes } from './browser';
import { holdAgainstPicture } from './pictures';
import { password, setStage } from './stage';
import { sweep } from './sweep';

const stage = setStage('first-run', { owner: false });
let page: Page;
let problems: string[];
beforeAll(() => void ({ page, problems } = stage()));

/** The picture of a state in both themes, and on a phone, kept for the guide and held against the approved one. */
async function everywhere(name: string): Promise<void> {
  for (const [theme, size] of [
    ['light', 'desktop'],
    ['dark', 'phone'],
    ['dark', 'desktop'],
  ] as const) {
    await page.setViewportSize(sizes[size]);
    await setTheme(page, theme);
    const named = `${name}${size === 'phone' ? '-phone' : ''}-${theme}`;
    await picture(page, named);
    await holdAgainstPicture(page, named);
  }
}

describe('first run', () => {
  it('leads from an empty folder to a backtest', async () => {
    await page.goto('/');
    await page.getByRole('heading', { name: 'First run' }).waitFor();
    await everywhere('first-run');
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

    await page.getByLabel('Timeframe', { exact: true }).selectOption('1m');
    await page.locator('[data-testid="candle-canvas"][data-timeframe="1m"]').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Grid', exact: true }).click();
    const charts = page.getByTestId('candle-canvas');
    for (let at = 0; at < demo.instruments.length; at++)
      await expect
        .poll(async () => Number(await charts.nth(at).getAttribute('data-candles')), { timeout: 60_000 })
        .toBeGreaterThan(0);
    // What one chart points at, the last of them points at, too.
    let x = 100;
    const pointed = async () => {
      await charts.first().hover({ position: { x: (x += 20), y: 60 } });
      return charts.last().getAttribute('data-pointed');
    };
    await expect.poll(pointed, { timeout: 30_000 }).toMatch(/^\d+$/);
    await picture(page, 'demo-bot-grid');
    expect(problems).toEqual([]);
  });
});

describe('login', () => {
  it('is asked for once logged out, and leads back to where one wanted to go', async () => {
    await page.getByRole('button', { name: /^ana/ }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    await everywhere('login');
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
    await stop.waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+Shift+K');
    await stop.getByRole('button', { name: 'Release' }).click();
    await page.getByText('The kill switch is released').waitFor();
    expect(problems).toEqual([]);
  });
});

describe('states that never change', () => {
  it.each(['', '?part=notifications', '?part=security', '?part=tokens'])(
    'look as approved: /settings%s',
    async part => {
      await open(page, `/settings${part}`);
      await everywhere(`settings${part.replace('?part=', '-')}`);
      expect(problems).toEqual([]);
    },
  );
});

const part = (name: string) => `/settings?part=${name}`;

sweep(stage, {
  routes: [
    '/',
    '/deployments',
    '/users',
    '/settings',
    part('security'),
    part('tokens'),
    part('notifications'),
    part('services'),
    part('server'),
    part('backup'),
    '/health',
    '/about',
  ],
  name: route => route.replace('?part=', '-'),
  dialogs: [
    { route: '/', opener: 'Stop', dialog: 'Kill switch' },
    { route: '/users', opener: 'Add user', dialog: 'Add user' },
    { route: part('tokens'), opener: 'New token', dialog: 'New token' },
  ],
});
