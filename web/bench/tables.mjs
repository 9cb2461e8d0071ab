// A table of 100,000 rows, and windows of a long series of candles.
import { share } from './figures.mjs';
import { frames } from './probes.mjs';

export async function tables(stage) {
  const { page, url, figures } = stage;
  // The trades of one backtest: one every second bar.
  const run = await stage.backtest('many', 200_010, { strategy: 'every-bar' });
  await page.goto(`${url}/lab/${run}?tab=trades`);
  await page.getByRole('rowheader').first().waitFor();
  const { total } = await stage.call('GET', `/api/runs/${run}/trades?limit=1`);
  if (!(total >= 99_000)) throw new Error(`the run has ${total} trades, not 100,000`);
  figures.note(`trades: ${total}`);
  await page.getByRole('table').last().hover();
  const scrolled = await frames(page, async () => {
    for (let i = 0; i < 120; i++) await page.mouse.wheel(0, 600);
  });
  const rate = 1000 / share(scrolled.times, 0.5);
  figures.add('100,000 trades: frames a second while scrolling, p50', rate, 55, 'fps', false);
  const asked = { sorted: 'sort=-pnl', filtered: 'pnl=%3E0&side=long' };
  for (const [what, query] of Object.entries(asked)) {
    const times = await page.evaluate(async address => {
      const found = [];
      for (let i = 0; i < 5; i++) {
        const begun = performance.now();
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(await answer.text());
        found.push({ time: performance.now() - begun, items: (await answer.json()).items });
      }
      const gains = found[0].items.map(row => Number(row.pnl));
      // Fast and wrong is no answer.
      const isRight = address.includes('sort')
        ? gains.every((gain, at) => at === 0 || gain <= gains[at - 1])
        : gains.every(gain => gain > 0);
      if (!isRight || gains.length !== 200) throw new Error(`${address} answered something else`);
      return found.map(it => it.time);
    }, `/api/runs/${run}/trades?${query}&limit=200`);
    figures.add(`100,000 trades: ${what} by the server, p50`, share(times, 0.5), 300, 'ms');
  }
  await windows(stage);
}

/** Windows of 2.6 M bars, wide and narrow, here and there, as the chart asks for them. */
async function windows(stage) {
  const { page, figures } = stage;
  await stage.job('synth', { instrument: 'LONG/USDT', name: 'long', bars: 2_600_000 });
  const times = await page.evaluate(async () => {
    const rows = await (await fetch('/api/data')).json();
    const row = (rows.items ?? rows).find(it => it.id === 'long');
    const [from, to] = [row.first, row.last];
    const found = [];
    for (let i = 0; i < 60; i++) {
      const length = (to - from) / 4 ** (i % 5);
      const start = Math.round(from + ((to - from - length) * (i % 12)) / 12);
      const begun = performance.now();
      const answer = await fetch(`/api/candles?series=long&from=${start}&to=${Math.round(start + length)}&points=1500`);
      if (!answer.ok) throw new Error(await answer.text());
      await answer.json();
      if (i > 0) found.push(performance.now() - begun);
    }
    return found;
  });
  figures.add('candles of 2.6 M bars: a window, p50', share(times, 0.5), 50, 'ms');
  figures.add('candles of 2.6 M bars: a window, p99', share(times, 0.99), 150, 'ms');
}
