// Two hundred rows whose bots each meet ten candles a second, on a server of its own: `argosy bench server`.
import { share } from './figures.mjs';
import { frames, heapAfterCollection } from './probes.mjs';

const bots = 200;
const speed = 10;
const rowHeight = 28;
const settled = 10_000;
const look = 15_000;

/** Words of the server that this needs. */
export const liveServer = web => ['bench', 'server', '--web', web, '--bots', String(bots), '--speed', String(speed)];

export async function live(stage, minutes) {
  const { page, url, figures } = stage;
  const heard = { changes: 0 };
  page.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) => (heard.changes += String(payload).split('"type":1').length - 1)),
  );

  // So tall that all of them are in sight.
  await page.setViewportSize({ width: 1440, height: bots * rowHeight + 400 });
  await page.goto(`${url}/deployments`);
  await page.waitForFunction(count => document.querySelectorAll('tbody tr[aria-rowindex]').length === count, bots);
  await page.waitForTimeout(settled);
  const before = await heapAfterCollection(page);
  const [first, begun] = [heard.changes, Date.now()];
  const watched = await frames(page, () => page.waitForTimeout(minutes * 60_000), minutes * 1.2);
  const rate = ((heard.changes - first) / (Date.now() - begun)) * 1000;
  const after = await heapAfterCollection(page);
  const name = `live, ${bots} rows in sight at ${bots * speed} ticks/s`;
  if (rate < (bots * speed) / 4) throw new Error(`${name}: the page heard ${Math.round(rate)} changes a second`);
  figures.note(`${Math.round(rate)} changes heard a second over ${minutes} min; ${watched.long} tasks above 50 ms`);
  figures.add(`${name}: frame p50`, share(watched.times, 0.5), 17, 'ms');
  figures.add(`${name}: frame p99`, share(watched.times, 0.99), 34, 'ms');
  figures.add(`${name}: longest task`, watched.longest, 50, 'ms');
  figures.add(`${name}: heap grown in ${minutes} min`, Math.max(0, after - before) / 1e6, 2, 'MB');
  figures.note(`heap ${(before / 1e6).toFixed(1)} MB before, ${(after / 1e6).toFixed(1)} MB after`);

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${url}/`);
  await page.getByRole('rowheader').first().waitFor();
  await page.waitForTimeout(settled);
  const fleet = await frames(page, () => page.waitForTimeout(look));
  figures.note(`Fleet at 1440 × 900: ${fleet.long} tasks above 50 ms, the longest ${Math.round(fleet.longest)} ms`);
  figures.add('live, Fleet on a usual screen: frame p50', share(fleet.times, 0.5), 17, 'ms');
  figures.add('live, Fleet on a usual screen: frame p99', share(fleet.times, 0.99), 34, 'ms');

  const { deployments } = await stage.call('GET', '/api/fleet');
  const trading = deployments.find(row => row.trades > 0) ?? deployments[0];
  await page.goto(`${url}/deployments/${trading.id}`);
  await page.locator('[data-testid="candle-canvas"]:not([data-candles="0"])').waitFor();
  await page.waitForTimeout(settled);
  const chart = await frames(page, () => page.waitForTimeout(look));
  figures.note(`chart of a bot: ${chart.long} tasks above 50 ms, the longest ${Math.round(chart.longest)} ms`);
  figures.add('live, chart of a bot with new candles: frame p50', share(chart.times, 0.5), 20, 'ms');
}
