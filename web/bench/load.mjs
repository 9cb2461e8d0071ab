// The first load of Fleet, and the change from screen to screen.
import { share } from './figures.mjs';

export async function load({ page, url, figures }) {
  for (let i = 0; i < 2; i++) {
    await page.goto(`${url}/`);
    await page.getByRole('heading', { level: 1, name: 'Fleet' }).waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle');
  }
  const loaded = await page.evaluate(
    () =>
      new Promise(resolve => {
        let [largest, shift, blocking] = [0, 0, 0];
        new PerformanceObserver(
          list => (largest = Math.max(largest, ...list.getEntries().map(entry => entry.startTime))),
        ).observe({ type: 'largest-contentful-paint', buffered: true });
        new PerformanceObserver(list =>
          list.getEntries().forEach(entry => (shift += entry.hadRecentInput ? 0 : entry.value)),
        ).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver(list =>
          list.getEntries().forEach(entry => (blocking += Math.max(0, entry.duration - 50))),
        ).observe({ type: 'longtask', buffered: true });
        setTimeout(() => resolve({ largest, shift, blocking }), 500);
      }),
  );
  figures.add('Fleet: largest contentful paint', loaded.largest / 1000, 1.5, 's');
  figures.add('Fleet: blocking time', loaded.blocking, 100, 'ms');
  figures.add('Fleet: layout shift', loaded.shift, 0.05, '');

  const screens = ['Positions', 'Orders', 'Trades', 'Lab', 'Data', 'Risk', 'Audit', 'Fleet'];
  const changes = [];
  for (let round = 0; round < 3; round++) {
    for (const name of screens) {
      const time = await page.evaluate(async title => {
        const link = [...document.querySelectorAll('nav a')].find(it => it.textContent.trim() === title);
        const begun = performance.now();
        link.click();
        while (document.querySelector('h1')?.textContent.trim() !== title)
          await new Promise(resolve => requestAnimationFrame(resolve));
        return performance.now() - begun;
      }, name);
      if (round > 0) changes.push(time);
    }
  }
  figures.add('route change, warm, p75', share(changes, 0.75), 150, 'ms');
}

/** Lighthouse looks at Fleet, logged in, as a desktop. */
export async function lighthouse({ port, url, figures }) {
  const { default: look, desktopConfig } = await import('lighthouse');
  const { lhr } = await look(
    `${url}/`,
    { port, disableStorageReset: true, logLevel: 'error', onlyCategories: ['performance', 'accessibility'] },
    desktopConfig,
  );
  figures.add('Fleet: Lighthouse performance', lhr.categories.performance.score * 100, 95, '', false);
  figures.add('Fleet: Lighthouse accessibility', lhr.categories.accessibility.score * 100, 95, '', false);
}
