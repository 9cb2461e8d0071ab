// The candle chart of runs on short and long histories: first paint, moved by hand, zoomed out.
import { share } from './figures.mjs';
import { frames, response } from './probes.mjs';

// Averages so slow that each run trades some four hundred times.
const histories = [
  { bars: 20_000, fast: 20, slow: 60 },
  { bars: 100_000, fast: 100, slow: 300 },
  { bars: 500_000, fast: 500, slow: 1_500 },
];
const canvas = '[data-testid="candle-canvas"]';

export async function charts(stage) {
  for (const history of histories) await chart(stage, history);
}

async function chart(stage, { bars, fast, slow }) {
  const { page, figures } = stage;
  const name = `chart of ${bars.toLocaleString('en')} candles`;
  const run = await stage.backtest(`bars${bars}`, bars, {
    strategy: 'ma-cross',
    parameters: { fast: String(fast), slow: String(slow) },
  });
  await stage.open(`/lab/${run}`, `Run ${run}`);
  const tab = page.getByRole('group', { name: 'Part of the run' }).getByRole('button', { name: 'Chart' });
  const painted = await response(page, () => tab.click(), {
    selector: `${canvas}[data-candles]:not([data-candles="0"])`,
    frames: 1,
  });
  await page.locator(`${canvas}:not([data-markers="0"])`).waitFor();
  await still(stage);
  const fills = (await stage.call('GET', `/api/runs/${run}/fills?limit=5000`)).items.length;
  if (fills < 300) throw new Error(`${name}: the run has ${fills} fills, too few to be markers on a chart`);
  figures.add(`${name}: first paint`, painted, 300, 'ms');

  const box = await page.locator(canvas).boundingBox();
  const [middle, height] = [box.x + box.width / 2, box.y + box.height / 2];
  const held = () => page.locator(canvas).getAttribute('data-candles');
  // As a hand does it: one step a frame. The browser now and then forgets to say that it has taken a turn of the wheel.
  const frame = () => page.evaluate(() => new Promise(done => requestAnimationFrame(done)));
  const turn = by => Promise.race([page.mouse.wheel(0, by), page.waitForTimeout(1_000)]);
  const wheel = async (by, times) => {
    for (let i = 0; i < times; i++) {
      await turn(by);
      await frame();
    }
  };
  await page.mouse.move(middle, height);
  // Into it until candles are candles; what comes finer is fetched on the way.
  await wheel(-240, 24);
  await still(stage);
  const near = await held();
  const panned = await frames(page, async () => {
    for (let stroke = 0; stroke < 6; stroke++) {
      await page.mouse.move(middle - 300, height);
      await page.mouse.down();
      for (let x = -300; x <= 300; x += 15) {
        await page.mouse.move(middle + x, height);
        await frame();
      }
      await page.mouse.up();
    }
  });
  await still(stage);
  const zoomed = await frames(page, () => wheel(240, 60));
  await still(stage);
  figures.note(
    `${fills} fills; ${near} candles held near, ${await held()} far; longest frames ${longest(panned)}, ${longest(zoomed)}`,
  );
  figures.add(`${name}: moved by hand, frame p50`, share(panned.times, 0.5), 20, 'ms');
  figures.add(`${name}: zoomed out, frame p50`, share(zoomed.times, 0.5), 20, 'ms');
}

/** Waits until the chart asks for no more candles: nothing it says of itself has changed for as long as it thinks twice. */
async function still({ page, figures }) {
  const rests = await page.evaluate(
    async ([selector, patience]) => {
      const told = () => JSON.stringify({ ...document.querySelector(selector)?.dataset });
      const end = performance.now() + patience;
      for (let [before, since] = [told(), performance.now()]; performance.now() - since < 600;) {
        if (performance.now() > end) return false;
        await new Promise(done => setTimeout(done, 50));
        const now = told();
        if (now !== before) [before, since] = [now, performance.now()];
      }
      return true;
    },
    [canvas, 20_000],
  );
  if (!rests) figures.note('the chart goes on asking for candles though nobody moves it');
}

const longest = ({ times }) => `${Math.round(Math.max(...times))} ms`;
