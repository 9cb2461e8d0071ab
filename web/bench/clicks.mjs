// From a click or key to what it leads to on the screen: palette, dialogs, tabs, sort.
import { share } from './figures.mjs';
import { interactions, response } from './probes.mjs';

const rounds = 4;
const open = 'dialog[open]';

export async function clicks(stage) {
  const { page, figures } = stage;
  const run = await stage.backtest('clicked', 20_000, { strategy: 'every-bar' });
  await stage.open(`/lab/${run}?tab=trades`, `Run ${run}`);
  await page.getByRole('rowheader').first().waitFor();
  // The first time each part is fetched; it is what follows that a person feels.
  await round(stage);
  const times = [];
  const durations = await interactions(page, async () => {
    for (let i = 1; i < rounds; i++) times.push(...(await round(stage)));
    return times.length;
  });
  figures.note(`${times.length} clicks and keys, the slowest answered after ${Math.round(Math.max(...times))} ms`);
  figures.add('click to visible response, p75', share(times, 0.75), 100, 'ms');
  figures.add('interaction to next paint, p75', share(durations, 0.75), 200, 'ms');
}

/** One of each kind, on the trades of a run; how long each took. */
async function round({ page }) {
  const times = [];
  const act = async (doing, seen) => times.push(await response(page, doing, seen));
  const escape = () => act(() => page.keyboard.press('Escape'), { selector: open, gone: true });
  const button = name => page.getByRole('button', { name, exact: true });

  await act(() => page.getByRole('button', { name: /^Command palette/ }).click(), { selector: `${open} input` });
  await act(() => page.keyboard.type('zq'), { selector: `${open} [cmdk-empty]` });
  await escape();
  await act(() => page.keyboard.press('Control+k'), { selector: `${open} input` });
  await escape();
  await act(() => page.getByRole('banner').getByRole('button', { name: 'Stop', exact: true }).click(), {
    selector: open,
  });
  await escape();
  await act(() => button('Delete').click(), { selector: open });
  await act(() => page.locator(open).getByRole('button', { name: 'Close' }).click(), { selector: open, gone: true });
  const tabs = page.getByRole('group', { name: 'Part of the run' });
  for (const name of ['Statistics', 'Orders', 'Assumptions', 'Trades'])
    await act(() => tabs.getByRole('button', { name }).click(), {
      selector: 'fieldset[aria-label="Part of the run"] [aria-pressed=true]',
      text: name,
    });
  await page.getByRole('rowheader').first().waitFor();
  // The server sorts: what answers at once is the arrow in the head.
  for (const column of [6, 7, 8]) {
    const head = `thead th:nth-child(${column})`;
    await act(() => page.locator(`${head} > button`).click(), {
      selector: `${head}:is([aria-sort=ascending], [aria-sort=descending])`,
    });
  }
  return times;
}
