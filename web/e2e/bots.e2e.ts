import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { axeViolations, picture } from './browser';
import { type Exchange, startExchange } from './server';
import { setStage } from './stage';
import { sweep } from './sweep';

// The workers of bots begin cold, behind whatever else the machine does.
const minute = 60_000;
const cold = 5 * minute;
vi.setConfig({ testTimeout: 2 * cold });

/** Long on one candle, flat on the next, drawing the close: something to see within seconds. */
const flip = (word: string) => `using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;

[Strategy("flip", "Long on one candle, flat on the next.")]
public sealed class Flip(
    [Parameter("candles held", Minimum = 1, Maximum = 100)] int hold = 1)
    : IStrategy
{
    int _candles;

    public void OnBar(in Bar bar, StrategyContext context)
    {
        context.Plot("close", bar.Close);
        if (_candles++ % (2 * hold) == 0) context.Log("${word}");
        var isLong = _candles % (2 * hold) < hold;
        context.Target(isLong ? Direction.Long : Direction.Flat);
    }
}
`;

let exchange: Exchange | undefined;
const stage = setStage('bots', {
  words: async () => {
    exchange = await startExchange('binance');
    return [`--venue-address=binance=${exchange.url}`];
  },
});
afterAll(() => exchange?.stop());
let context: BrowserContext;
let page: Page;
let problems: string[];
const fetched: string[] = [];

beforeAll(async () => {
  ({ context, page, problems } = stage());
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stage().server.url });
  context.on('request', request => fetched.push(request.url()));
});

const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
const text = (on = page) => on.getByRole('textbox', { name: /Control M lets Tab leave/ });
const suggestion = (label: string) => page.locator('.suggest-widget .monaco-list-row', { hasText: label }).first();

/** Puts a text in the place of all there is. */
async function replace(on: Page, value: string): Promise<void> {
  await on.bringToFront();
  await on.evaluate(pasted => navigator.clipboard.writeText(pasted), value);
  await text(on).focus();
  await on.keyboard.press('Control+a');
  // Pasted, as typed lines would be indented and their brackets closed.
  await on.keyboard.press('Control+v');
}

/** When the server has answered such a request. */
const answered = (on: Page, method: string, path: string) =>
  on.waitForResponse(it => it.request().method() === method && new URL(it.url()).pathname.endsWith(path), {
    timeout: cold,
  });

async function newBot(name: string, language: 'C#' | 'TypeScript'): Promise<void> {
  await page.goto('/bots');
  await page.getByRole('button', { name: 'New bot' }).first().click();
  const form = dialog('New bot');
  await form.getByRole('button', { name: language }).click();
  await form.getByRole('radio').first().check();
  await form.getByLabel('Name', { exact: true }).fill(name);
  await form.getByRole('button', { name: 'Make the bot' }).click();
  await text().waitFor({ state: 'attached', timeout: minute });
}

async function saveVersion(note: string): Promise<void> {
  await text().focus();
  await page.keyboard.press('Control+s');
  const form = dialog(/^Save /);
  await form.getByLabel('Note').fill(note);
  await form.getByRole('button', { name: 'Save version' }).click();
  await form.waitFor({ state: 'detached', timeout: minute });
}

describe('a bot in C#', () => {
  it('needs candles to be tried on', async () => {
    await page.goto('/data');
    await page.getByRole('button', { name: 'Add candles' }).first().click();
    const form = dialog('Add candles');
    await form.getByRole('button', { name: 'Made up' }).click();
    await form.getByLabel('Candles').fill('3000');
    await form.getByRole('button', { name: 'Make' }).click();
    await page.getByRole('rowheader', { name: 'made-up' }).waitFor({ timeout: minute });
  });

  it('is begun from a template, completed by the server, and told what is wrong with it', async () => {
    await newBot('Flip', 'C#');
    const [before = '', after = ''] = flip('flip').split('context.Plot("close", bar.Close);');
    await replace(page, before);
    await page.keyboard.type('context.Pl');
    await suggestion('Plot').waitFor({ timeout: cold });
    // What it means, from the documentation of the library.
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-details', { hasText: 'StrategyContext.Plot' }).waitFor({ timeout: minute });
    await page.keyboard.press('Escape');
    await page.keyboard.insertText(`ott("close", bar.Close);${after}`);

    const wrong = page.getByRole('listitem').filter({ hasText: /CS1061/ });
    await wrong.waitFor({ timeout: minute });
    await page.getByText('1 to fix').waitFor();
    await wrong.getByRole('button', { name: /Go to/ }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('native-edit-context');

    await replace(page, flip('flip'));
    await page.getByText('No problems.').waitFor({ timeout: minute });
    await page
      .locator('.view-line span', { hasText: /^Plot$/ })
      .first()
      .hover();
    await page.locator('.monaco-hover', { hasText: 'Name of the plot' }).first().waitFor({ timeout: minute });
    await page.getByRole('button', { name: /hold/ }).waitFor();
    await page.getByText('draft saved').waitFor();
    // Only TypeScript needs its worker.
    expect(fetched.filter(url => url.includes('ts.worker'))).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('is tried on past candles by Ctrl Enter', async () => {
    await text().focus();
    await page.keyboard.press('Control+Enter');
    const form = dialog('Quick backtest');
    await form.getByLabel('hold').fill('0');
    await form.getByRole('button', { name: 'Run' }).click();
    await form.getByText('At least 1').waitFor();
    await form.getByLabel('hold').fill('2');
    await form.getByRole('button', { name: 'Run' }).click();
    await page.getByRole('rowheader', { name: 'Sharpe' }).waitFor({ timeout: cold });
    await page.getByTestId('lines-canvas').waitFor();
    await page.getByRole('button', { name: /^Output/ }).click();
    await page.getByText('flip', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: /^Problems/ }).click();
    // Asked for once: now the last settings are used.
    await text().focus();
    const again = answered(page, 'POST', '/quick-backtest');
    await page.keyboard.press('Control+Enter');
    await again;
    expect(await dialog('Quick backtest').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('becomes a version, and is compared with the next', async () => {
    await saveVersion('the first');
    await page.getByRole('button', { name: 'Versions', exact: true }).click();
    await page.getByText('the first').waitFor();
    await replace(page, flip('flop'));
    await page.getByRole('button', { name: 'Diff' }).click();
    const difference = dialog(/^Difference/);
    await difference.locator('.line-insert').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Quick backtest' }).click();
    await page.getByRole('columnheader', { name: /^vs / }).waitFor({ timeout: cold });
    expect(problems).toEqual([]);
  });

  it('is deployed on paper at the testnet; its plots and fills are seen', async () => {
    await replace(page, flip('flip'));
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    const form = dialog('New deployment');
    await form.getByLabel('Name', { exact: true }).fill('flipper');
    await form.getByLabel('Where').selectOption('paper:binance');
    await form.getByLabel('Timeframe').fill('1s');
    await form.getByRole('button', { name: 'Deploy on paper' }).click();
    await page.getByRole('heading', { level: 1, name: /flipper/ }).waitFor({ timeout: cold });
    await page.getByRole('button', { name: 'Fills', exact: true }).click();
    await page
      .getByRole('row', { name: /BTC\/USDT/ })
      .first()
      .waitFor({ timeout: cold });
    await page.getByRole('button', { name: 'Plots', exact: true }).click();
    await page.getByRole('group', { name: /^Plots: close/ }).waitFor({ timeout: minute });
    await page.getByRole('button', { name: 'Log', exact: true }).click();
    await page.getByText('flip', { exact: true }).first().waitFor({ timeout: minute });
    // Fills and closed trades stand on the chart, and its newest candle says what was drawn at it.
    await page
      .locator('[data-testid="candle-canvas"]:not([data-markers="0"]):not([data-boxes="0"])')
      .waitFor({ timeout: cold });
    await expect.poll(() => page.getByTestId('candle-said').textContent(), { timeout: minute }).toMatch(/^close \d/);
    await picture(page, 'bot-deployed');
    expect(problems).toEqual([]);
  });

  it('is given a new version, and goes back', async () => {
    const address = page.url();
    await page.goto('/bots');
    await page.getByRole('rowheader', { name: /Flip/ }).click();
    await page.keyboard.press('Enter');
    await text().waitFor({ state: 'attached', timeout: minute });
    await replace(page, flip('flop'));
    await saveVersion('says flop');

    await page.goto(address);
    for (const [to, button, says] of [
      [/^Update to .*says flop/, 'Update', 'flop'],
      [/^Roll back to .*the first/, 'Roll back', 'flip'],
    ] as const) {
      await page.getByRole('button', { name: 'Pause entries' }).click();
      await dialog(/Pause entries/)
        .getByRole('button', { name: 'Pause entries' })
        .click();
      await page.getByRole('button', { name: 'Resume' }).waitFor();
      await page.getByRole('button', { name: 'Flatten' }).click();
      await dialog(/Flatten/)
        .getByRole('button', { name: 'Flatten' })
        .click();
      await page.getByText('It holds nothing now.').waitFor({ timeout: minute });
      const before = page.url();
      await page.getByRole('button', { name: 'Update', exact: true }).click();
      await page.getByRole('menuitem', { name: to }).click();
      // What was sent before the pause may still fill: the server refuses until it is flat, and the dialog stays.
      const go = dialog(/flipper to/).getByRole('button', { name: button });
      const isUpdated = async () => {
        if (page.url() === before && (await go.isEnabled().catch(() => false))) await go.click();
        return page.url() !== before;
      };
      await expect.poll(isUpdated, { timeout: cold, interval: 2000 }).toBe(true);
      // Paused before, it is paused still, or begins anew.
      const resume = page.getByRole('button', { name: 'Resume' });
      await resume
        .or(page.getByRole('button', { name: 'Pause entries' }))
        .first()
        .waitFor({ timeout: cold });
      if (await resume.isVisible()) {
        await resume.click();
        await dialog(/Resume entries/)
          .getByRole('button', { name: 'Resume entries' })
          .click();
      }
      await page.getByRole('button', { name: 'Log', exact: true }).click();
      await page.getByText(says, { exact: true }).first().waitFor({ timeout: cold });
    }
    expect(problems.splice(0).filter(it => !/409|422|update/.test(it))).toEqual([]);
  });
});

describe('a bot in TypeScript', () => {
  it('is completed and checked by its typings', async () => {
    await newBot('Script', 'TypeScript');
    await replace(page, 'export function onData(input: BotInput) {\n  ');
    await page.keyboard.type('input.tra');
    await suggestion('trader').waitFor({ timeout: cold });
    await page.keyboard.press('Escape');
    await page.keyboard.insertText('derr.getPortfolio();\n}\n');
    await page
      .getByRole('listitem')
      .filter({ hasText: /traderr/ })
      .waitFor({ timeout: minute });
    await replace(
      page,
      'export function onData(input: BotInput) {\n  console.log(input.trader.getPortfolioValue());\n}\n',
    );
    await page.getByText('No problems.').waitFor({ timeout: minute });
    expect(fetched.some(url => url.includes('ts.worker'))).toBe(true);
    expect(problems).toEqual([]);
  });

  it('is explained beside its text', async () => {
    await page.getByRole('button', { name: 'API', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search the API' }).fill('openPosition');
    await page.getByText('openPosition', { exact: true }).first().waitFor();
    expect(problems).toEqual([]);
  });
});

describe('a draft', () => {
  it('survives a tab that dies before it could be sent', async () => {
    await newBot('Draft', 'C#');
    const address = page.url();
    const dying = await context.newPage();
    await dying.goto(address);
    await text(dying).waitFor({ state: 'attached', timeout: minute });
    await context.setOffline(true);
    await replace(dying, '// typed while the server was away');
    await dying.getByText('kept in this browser').waitFor({ timeout: minute });
    const session = await context.newCDPSession(dying);
    const gone = dying.waitForEvent('crash');
    session.send('Page.crash').catch(() => {});
    await gone;
    await dying.close();
    await context.setOffline(false);

    const next = await context.newPage();
    await next.goto(address);
    await next.getByText('Unsaved text is back').waitFor({ timeout: minute });
    await next.getByText('typed while the server was away').waitFor();
    await next.getByText('draft saved').waitFor({ timeout: minute });
    await next.close();
  });

  it('asks when two tabs wrote it', async () => {
    await page.goto('/bots');
    await page.getByRole('rowheader', { name: /Draft/ }).click();
    await page.keyboard.press('Enter');
    await text().waitFor({ state: 'attached', timeout: minute });
    const other = await context.newPage();
    await other.goto(page.url());
    await text(other).waitFor({ state: 'attached', timeout: minute });
    const sent = answered(other, 'PUT', '/draft');
    await replace(other, '// by the other tab');
    await sent;

    await replace(page, '// by this tab');
    const merge = dialog('This draft was changed elsewhere');
    await merge.waitFor({ timeout: minute });
    await merge.getByText('by the other tab').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'editor-merge-dark');
    const kept = answered(page, 'PUT', '/draft');
    await merge.getByRole('button', { name: 'Keep the right' }).click();
    await kept;
    await other.reload();
    await other.getByText('by this tab').waitFor({ timeout: minute });
    await other.close();
    // The refusal itself is what was wanted; the pages were offline before.
    problems.splice(0);
  });
});

describe('by keyboard', () => {
  it('the text can be left, and every part reached', async () => {
    await text().focus();
    await page.keyboard.press('Tab');
    const inside = () => page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null);
    expect(await inside()).toBe(true);
    await page.keyboard.press('Control+m');
    await page.keyboard.press('Tab');
    expect(await inside()).toBe(false);
    await page.keyboard.press('Shift+Tab');
    expect(await inside()).toBe(true);
    await page.keyboard.press('Control+m');
    const parts = new Set<string>();
    for (let step = 0; step < 4; step++) {
      await page.keyboard.press('F6');
      parts.add(
        await page.evaluate(() => document.activeElement?.closest('[data-part]')?.getAttribute('class') ?? 'none'),
      );
    }
    expect(parts.has('none')).toBe(false);
    expect(parts.size).toBeGreaterThanOrEqual(3);
  });

  it('letters typed into the text are text', async () => {
    await text().focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' gf?');
    await page.getByText('gf?').waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/bots\/\d+\/edit$/);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

const routes = [
  '/bots',
  '/bots?list=archived',
  '/bots?list=built-in',
  '/bots/1/edit',
  '/bots/1/edit?rail=versions',
  '/bots/2/edit?rail=api',
];

sweep(stage, {
  routes,
  name: route =>
    route
      .replace(/\/bots\/\d+\/edit/, 'editor')
      .replace(/\?\w+=/, '-')
      .replace(/^\//, ''),
  ready: async (on, route) => {
    if (route.includes('/edit')) await on.locator('.view-line').first().waitFor({ timeout: minute });
  },
  dialogs: [
    { route: '/bots', opener: 'New bot', dialog: 'New bot' },
    { route: '/bots/1/edit', opener: 'Diff', dialog: /^Difference/ },
    { route: '/bots/1/edit', opener: 'Save version', dialog: /^Save / },
  ],
});
