import type { Browser, BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, keepPicture, sizes, watch } from './browser';
import { type Exchange, type TestServer, command } from './server';
import { password, setStageOfExchanges, write as writeOn } from './stage';

const { stage, exchanges } = setStageOfExchanges('safety');
let near: Exchange;
let far: Exchange;
let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: string[];
const write = (method: string, path: string, body: unknown) => writeOn(page, method, path, body);

const deploy = (name: string, place: object): Promise<unknown> =>
  write('POST', '/api/deployments', {
    name,
    strategy: 'every-bar',
    parameters: { qty: '0.001' },
    instruments: ['BTC/USDT'],
    timeframe: '1s',
    cash: '10000',
    ...place,
  });

beforeAll(async () => {
  ({ server, browser, context, page, problems } = stage());
  ({ near, far } = exchanges());
  await write('POST', '/auth/elevate', { password });
  const keys = { key: 'argosy-test-key', secret: 'argosy-test-secret' };
  await write('POST', '/api/accounts', { name: 'near', venue: 'binance', url: near.url, ...keys });
  await write('POST', '/api/accounts', { name: 'far', venue: 'binance-usdm', url: far.url, ...keys });
});

describe('safety', () => {
  it('shows within a moment what the command line asked for', async () => {
    const token = (await write('POST', '/api/tokens', { name: 'line', scopes: ['trade'] })) as { token: string };
    await page.goto('/console');
    await page.getByRole('heading', { level: 1, name: 'Console' }).waitFor({ state: 'attached' });
    const words = ['send', 'buy btc 100 -m paper', '--url', server.url, '--id', 'from-the-line'];
    const begun = Date.now();
    await command(words, { ARGOSY_TOKEN: token.token });
    const told = Date.now();
    await page.getByRole('button', { name: 'buy BTC 100 -m paper' }).first().waitFor();
    console.info(
      `a command of the command line: carried out in ${told - begun} ms, shown ${Date.now() - told} ms later`,
    );
    await command(words, { ARGOSY_TOKEN: token.token });
    expect(await page.getByRole('button', { name: 'buy BTC 100 -m paper', exact: true }).count()).toBe(1);
    expect(problems).toEqual([]);
  });

  it('goes on where it was when the server comes back', async () => {
    const made = (await deploy('steady', { mode: 'paper', venue: 'virtual' })) as { row: { id: number } };
    await page.goto(`/deployments/${made.row.id}?tab=fills`);
    await page.getByRole('heading', { level: 1, name: /steady/ }).waitFor();
    const banner = page.getByText(/connection to the server is lost/);
    await server.crash(() => banner.waitFor({ timeout: 60_000 }));
    await banner.waitFor({ state: 'detached', timeout: 60_000 });
    // Lines of what happened are whole: every number of the run from 1 on is there once.
    const orders = (await page.evaluate(
      async id => (await fetch(`/api/deployments/${id}/orders?limit=200&sort=time`)).json(),
      made.row.id,
    )) as { items: { clientId: string }[] };
    expect(new Set(orders.items.map(order => order.clientId)).size).toBe(orders.items.length);
    await page
      .getByRole('row', { name: /BTC\/USDT/ })
      .first()
      .waitFor();
  });

  it('closes a position from a phone', async () => {
    await deploy('holder', {
      mode: 'paper',
      venue: 'virtual',
      strategy: 'buy-and-hold',
      parameters: {},
      guards: ['cooldown:1h', 'max-drawdown:50%'],
    });
    const other = await browser.newContext({
      viewport: sizes.phone,
      baseURL: server.url,
      storageState: await context.storageState(),
    });
    const phone = await watch(other);
    await phone.page.goto('/positions');
    const card = phone.page.getByRole('listitem').filter({ hasText: 'holder' });
    await card.getByText('BTC/USDT').click();
    await card.getByRole('button', { name: 'Close' }).click();
    const dialog = phone.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Close position' }).click();
    await phone.page.getByText('Closing', { exact: true }).waitFor();
    expect(phone.problems).toEqual([]);
    await other.close();
  });

  it('shows how guards stand, in words', async () => {
    await page.goto('/risk');
    const guards = page.getByRole('region', { name: 'Guards' });
    const cooling = guards.getByRole('row', { name: /holder.*BTC\/USDT.*cooldown:1h/ });
    await cooling.getByText('tripped').waitFor({ timeout: 60_000 });
    expect(await cooling.textContent()).toMatch(/1h—tripped(1h|5\dm)/);
    const falling = guards.getByRole('row', { name: /holder.*max-drawdown/ });
    await falling.getByText('ok', { exact: true }).waitFor();
    expect(await falling.textContent()).toMatch(/50\.00%\d+\.\d\d%ok/);
    expect(await axeViolations(page)).toEqual([]);
    await keepPicture(page, 'risk-guards');
  });

  it('stops all accounts while one venue hangs, and says so', async () => {
    await deploy('close-by', { mode: 'live', venue: 'binance', account: 'near', confirm: 'close-by' });
    await write('POST', '/api/commands', { text: 'buy btc 100 -a far' });
    await page.goto('/orders?q=close-by');
    await page
      .getByRole('row', { name: /filled/ })
      .first()
      .waitFor({ timeout: 60_000 });
    await page.goto('/positions');
    await page.getByRole('row', { name: /far/ }).waitFor({ timeout: 60_000 });
    await far.control('latency?ms=600000');
    await page.goto('/risk');
    const used = page.getByRole('listitem').filter({ hasText: 'near: max entries per minute' });
    await used.filter({ hasText: /[1-9]\d* \/ 120 orders/ }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: /^Stop/ }).first().click();
    const dialog = page.getByRole('dialog', { name: /Kill switch/ });
    await dialog.getByRole('checkbox').check();
    await dialog.getByLabel(/to confirm/).fill('flatten');
    await dialog
      .getByRole('button', { name: /Stop|Trip/ })
      .last()
      .click();
    const row = (account: string) => dialog.getByRole('listitem').filter({ hasText: account });
    await row('near').filter({ hasText: 'done' }).waitFor({ timeout: 60_000 });
    await dialog.getByText(/1 of 2 accounts (need you|still at work)/).waitFor({ timeout: 60_000 });
    await far.control('clear');
    await keepPicture(page, 'kill-switch-one-hung-venue');
  });
});
