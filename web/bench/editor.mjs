// The editor on a bot in C#: ready, completion, keys.
import { share } from './figures.mjs';
import { keysToFrames, response } from './probes.mjs';

const text = `using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;

[Strategy("flip", "Long on one candle, flat on the next.")]
public sealed class Flip : IStrategy
{
    int _candles;

    public void OnBar(in Bar bar, StrategyContext context)
    {
        var isLong = _candles++ % 2 == 0;
        context.Target(isLong ? Direction.Long : Direction.Flat);
    }
}
`;
const typed = 'var mean = (bar.High + bar.Low + bar.Close) / 3; if (mean > bar.Open) context.Log("above");';
const warmTimes = 12;

export async function editor(stage) {
  const { page, figures } = stage;
  for (const name of ['First', 'Second']) await stage.call('POST', '/api/bots', { name, language: 'csharp', text });
  await stage.open('/bots', 'Bots');
  const box = page.getByRole('textbox', { name: /Control M lets Tab leave/ });
  const openBot = async name => {
    const took = await response(page, () => page.getByRole('rowheader', { name }).click(), {
      selector: '.monaco-editor .view-line',
      text: 'IStrategy',
    });
    await box.waitFor({ state: 'attached' });
    return took;
  };
  figures.add('editor: ready, its code fetched', (await openBot('First')) / 1000, 1.5, 's');
  await box.focus();
  figures.add('editor: first completion', (await complete(page)) / 1000, 3, 's');

  await page.evaluate(() => performance.clearResourceTimings());
  const warm = [];
  for (let i = 0; i < warmTimes; i++) warm.push(await complete(page));
  figures.add('editor: completion, warm, p95', share(warm, 0.95), 300, 'ms');
  const served = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(it => it.name.endsWith('/api/editor/complete') && it.responseEnd > 0)
      .map(it => it.responseEnd - it.requestStart),
  );
  if (served.length < warmTimes) throw new Error(`${served.length} of ${warmTimes} completions asked the server`);
  figures.add('editor: completion of C# by the server, warm, p50', share(served, 0.5), 50, 'ms');

  const keys = await keysToFrames(page, async () => {
    for (let line = 0; line < 4; line++) {
      await page.keyboard.type(typed, { delay: 30 });
      await page.keyboard.press('Escape');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
    }
  });
  figures.note(`${keys.length} keys, the slowest ${Math.round(Math.max(...keys))} ms`);
  figures.add('editor: key to frame, p95', share(keys, 0.95), 50, 'ms');

  await page.getByText('draft saved').waitFor();
  await page.getByRole('link', { name: 'Bots' }).first().click();
  figures.add('editor: ready again', (await openBot('Second')) / 1000, 1.5, 's');
}

/** From the dot behind a name to a member in the list, on a line of its own in the method; the line is taken away again. */
async function complete(page) {
  const { keyboard } = page;
  await keyboard.press('Control+End');
  // Past the end of the text, of the class, and of the method.
  for (let i = 0; i < 4; i++) await keyboard.press('ArrowUp');
  await keyboard.press('End');
  await keyboard.press('Enter');
  await keyboard.type('context');
  await keyboard.press('Escape');
  const took = await response(page, () => keyboard.type('.Pl'), {
    selector: '.suggest-widget.visible .monaco-list-row',
    text: 'Plot',
  });
  await keyboard.press('Escape');
  await page.locator('.suggest-widget.visible').waitFor({ state: 'detached' });
  // Home goes to the first letter, then to the margin.
  for (const key of ['Home', 'Home', 'Shift+End', 'Delete', 'Backspace']) await keyboard.press(key);
  return took;
}
