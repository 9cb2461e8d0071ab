import type { Browser, BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, keepPicture, sizes, watch } from './browser';
import type { Exchange, TestServer } from './server';
import { password, setStageOfExchanges, write as writeOn } from './stage';

const { stage, exchanges } = setStageOfExchanges('positions');
let near: Exchange;
let far: Exchange;
let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: string[];
const write = (method: string, path: string, body: unknown) => writeOn(page, method, path, body);

interface Held {
  deployment: number;
  name: string;
  account: string;
  mark: string;
  entry: string;
  stop: string | null;
  target: string | null;
  margin: { liquidation: string | null } | null;
}

const positions = async (): Promise<Held[]> =>
  page.evaluate(async () => (await fetch('/api/positions')).json() as Promise<Held[]>);

const patience = { timeout: 60_000 };

beforeAll(async () => {
  ({ server, browser, context, page, problems } = stage());
  ({ near, far } = exchanges());
  await write('POST', '/auth/elevate', { password });
  const keys = { key: 'argosy-test-key', secret: 'argosy-test-secret' };
  await write('POST', '/api/accounts', { name: 'near', venue: 'binance', url: near.url, ...keys });
  await write('POST', '/api/accounts', { name: 'far', venue: 'binance-usdm', url: far.url, ...keys });
  const holder = {
    strategy: 'buy-and-hold',
    instruments: ['BTC/USDT'],
    timeframe: '1s',
    cash: '1000',
    size: 'quote:300',
  };
  await write('POST', '/api/deployments', {
    ...holder,
    name: 'spot',
    mode: 'live',
    venue: 'binance',
    account: 'near',
    confirm: 'spot',
  });
  // The exchange of perpetual contracts has no candles of seconds.
  await write('POST', '/api/commands', { text: 'buy btc 300 -a far -lev 3' });
});

describe('positions', () => {
  it('sets, moves and takes away a stop that rests at the exchange', async () => {
    await page.goto('/positions');
    const row = page.getByRole('row', { name: /spot/ });
    await row.waitFor(patience);
    await page.getByRole('row', { name: /far/ }).waitFor(patience);
    await row.getByRole('button', { name: 'Protect' }).click();
    const dialog = page.getByRole('dialog', { name: /^Protect/ });
    const { mark } = (await positions()).find(it => it.name === 'spot') as Held;
    await dialog.getByLabel('Stop').fill(String(Math.round(Number(mark) * 2)));
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await dialog.getByText(/the stop of a long position lies below it/).waitFor();
    const stop = String(Math.round(Number(mark) * 0.8));
    await dialog.getByLabel('Stop').fill(stop);
    await dialog.getByText(/A stop is set at/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    // Twice Enter is one stop.
    await Promise.all([dialog.getByLabel('Stop').press('Enter'), dialog.getByLabel('Stop').press('Enter')]);
    await dialog.waitFor({ state: 'detached', ...patience });
    await expect.poll(async () => (await positions()).find(it => it.name === 'spot')?.stop, patience).toBe(stop);
    await page.goto('/orders?orders=open');
    await page.getByRole('row', { name: /BTC\/USDT.*sell.*stop/ }).waitFor(patience);
    expect(await page.getByRole('row', { name: /BTC\/USDT.*sell.*stop/ }).count()).toBe(1);
  });

  it('moves the stop by dragging its line, after asking', async () => {
    const { deployment, mark } = (await positions()).find(it => it.name === 'spot') as Held;
    // Near enough to the price to be on the chart.
    await write('POST', '/api/positions/stop', {
      deployment,
      instrument: 'BTC/USDT',
      stop: String(Math.round(Number(mark) * 0.995)),
    });
    await page.goto(`/deployments/${deployment}`);
    await page.getByRole('button', { name: 'Move stop' }).waitFor(patience);
    const chart = page.locator('[role="group"][aria-label$="candle chart"] canvas').first();
    await chart.waitFor(patience);
    await expect
      .poll(async () => {
        const at = await lineY();
        if (at === null) return false;
        await page.mouse.move(at.x, at.y);
        await page.mouse.down();
        await page.mouse.move(at.x, at.y + 12, { steps: 4 });
        await page.mouse.up();
        // It is loaded when it is first asked for.
        return page
          .getByRole('dialog', { name: /^Protect/ })
          .waitFor({ timeout: 10_000 })
          .then(
            () => true,
            () => false,
          );
      }, patience)
      .toBe(true);
    const dialog = page.getByRole('dialog', { name: /^Protect/ });
    await dialog.getByText(/The stop moves from/).waitFor();
    const wanted = Number(await dialog.getByLabel('Stop').inputValue());
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await dialog.waitFor({ state: 'detached', ...patience });
    await expect
      .poll(async () => Number((await positions()).find(it => it.name === 'spot')?.stop), patience)
      .toBe(wanted);
    // The same without a pointer.
    await page.getByRole('button', { name: 'Move stop' }).focus();
    await page.keyboard.press('Enter');
    await page
      .getByRole('dialog', { name: /^Protect/ })
      .getByLabel('Stop')
      .fill('');
    await page.getByText(/nothing ends a loss of this position any more/).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await positions()).find(it => it.name === 'spot')?.stop, patience).toBeNull();
  });

  it('shows margin of perpetual contracts, on a phone as cards', async () => {
    await page.goto('/positions');
    await page
      .getByRole('columnheader', { name: /Liquidation/ })
      .first()
      .waitFor(patience);
    const row = page.getByRole('row', { name: /far/ });
    await row.getByText('isolated').waitFor(patience);
    await row.getByText('3.00').waitFor(patience);
    await keepPicture(page, 'positions-perpetual');
    const other = await browser.newContext({
      viewport: sizes.phone,
      baseURL: server.url,
      storageState: await context.storageState(),
    });
    const phone = await watch(other);
    await phone.page.goto('/positions');
    const card = phone.page.getByRole('listitem').filter({ hasText: 'isolated' });
    await card.getByText('BTC/USDT').click();
    await card.getByText('ROE').waitFor();
    await card.getByRole('button', { name: 'Protect' }).click();
    await phone.page
      .getByRole('dialog', { name: /^Protect/ })
      .getByLabel('Take-profit')
      .waitFor();
    expect(await axeViolations(phone.page)).toEqual([]);
    await keepPicture(phone.page, 'positions-phone');
    expect(phone.problems).toEqual([]);
    await other.close();
  });

  it('cancels entries of a strategy, one and all', async () => {
    await write('POST', '/api/deployments', {
      name: 'ladder',
      strategy: 'grid',
      parameters: { spacing: '0.2', levels: '3' },
      instruments: ['BTC/USDT'],
      timeframe: '1s',
      cash: '10000',
      mode: 'paper',
      venue: 'virtual',
    });
    await page.goto('/orders?orders=open');
    const entries = page.getByRole('row', { name: /ladder/ });
    await expect.poll(() => entries.count(), patience).toBe(3);
    await entries
      .first()
      .getByRole('button', { name: /^Actions for order/ })
      .click();
    await page.getByRole('menuitem', { name: 'Cancel', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
    await expect.poll(() => entries.count(), patience).toBe(2);
    await entries
      .first()
      .getByRole('button', { name: /^Actions for order/ })
      .click();
    await page.getByRole('menuitem', { name: /Cancel all entries of ladder/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel all entries' }).click();
    await expect.poll(() => entries.count(), patience).toBe(0);
    expect(problems).toEqual([]);
  });

  // It decides and fills by candles of a minute: too slow for every change.
  it.runIf(process.env.ARGOSY_LONG === '1')(
    'reckons where a paper position is liquidated, there and on the page of its bot',
    async () => {
      await write('POST', '/api/deployments', {
        name: 'reckoned',
        strategy: 'buy-and-hold',
        instruments: ['BTC/USDT'],
        timeframe: '1m',
        cash: '1000',
        size: 'quote:300',
        mode: 'paper',
        venue: 'binance-usdm',
        margin: 'isolated',
        leverage: '5',
      });
      const held = async () => (await positions()).find(it => it.name === 'reckoned');
      await expect.poll(held, { timeout: 240_000 }).toBeDefined();
      const { deployment, entry, margin } = (await held()) as Held;
      // A fifth of the value is margin, and 0.4 % of it must be kept.
      expect((Number(margin?.liquidation) * 0.996) / (Number(entry) * 0.8)).toBeCloseTo(1, 5);
      await page.goto('/positions');
      const row = page.getByRole('row', { name: /reckoned/ });
      await row.getByTitle(/by the margin of its own run/).waitFor(patience);
      await keepPicture(page, 'positions-perpetual-paper');
      await page.goto(`/deployments/${deployment}`);
      await page.getByTitle(/by the margin of its own run/).waitFor(patience);
      await keepPicture(page, 'deployment-perpetual-paper');
      expect(problems).toEqual([]);
    },
    300_000,
  );
});

/** Where the pointer turns to one that drags: the height of a line that can be moved. */
async function lineY(): Promise<{ x: number; y: number } | null> {
  const box = await page.locator('[role="group"][aria-label$="candle chart"] canvas').first().boundingBox();
  if (box === null) return null;
  const x = box.x + box.width / 2;
  for (let y = box.y + 4; y < box.y + box.height; y += 5) {
    await page.mouse.move(x, y);
    const found = await page.evaluate(
      ([left, top]) => {
        for (let at = document.elementFromPoint(left, top); at !== null; at = at.parentElement)
          if (at instanceof HTMLElement && at.style.cursor === 'ns-resize') return true;
        return false;
      },
      [x, y] as const,
    );
    if (found) return { x, y };
  }
  return null;
}
