// What is measured inside the page: frames, long tasks, answers to a hand, the heap.

/** Times between frames and lengths of long tasks, ms, while something goes on. */
export async function frames(page, doing, minutes = 1) {
  await page.evaluate(
    most => {
      // Room for all from the beginning: what measures must not grow in the heap it looks at.
      const bench = { times: new Float32Array(most), count: 0, longest: 0, long: 0, on: true };
      window.bench = bench;
      bench.observer = new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
          bench.long++;
          bench.longest = Math.max(bench.longest, entry.duration);
        }
      });
      bench.observer.observe({ type: 'longtask' });
      let last = performance.now();
      const tick = now => {
        if (bench.count < most) bench.times[bench.count++] = now - last;
        last = now;
        if (bench.on) requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    },
    Math.ceil(minutes * 60 * 150),
  );
  await doing();
  return page.evaluate(() => {
    const { bench } = window;
    bench.on = false;
    bench.observer.disconnect();
    delete window.bench;
    return { times: [...bench.times.slice(2, bench.count)], longest: bench.longest, long: bench.long };
  });
}

/**
 * Milliseconds from a click or key until what it leads to has been painted: an element of the selector, with a text where
 * one is given, or none any more where `gone`; `frames`: so many frames more, of a canvas that draws in one of its own.
 */
export async function response(page, act, seen) {
  await page.evaluate(({ selector, text, gone, frames: more = 0 }) => {
    window.answer = new Promise(done => {
      let begun = null;
      const begin = event => {
        begun ??= event.timeStamp;
      };
      addEventListener('pointerup', begin, { capture: true });
      addEventListener('keydown', begin, { capture: true });
      const isThere = () =>
        [...document.querySelectorAll(selector)].some(
          it => it.checkVisibility() && (text === undefined || it.textContent.includes(text)),
        );
      let left = more;
      const look = () => {
        if (begun === null || isThere() === (gone === true) || left-- > 0) {
          requestAnimationFrame(look);
          return;
        }
        removeEventListener('pointerup', begin, { capture: true });
        removeEventListener('keydown', begin, { capture: true });
        // A message sent in a frame comes when that frame has been drawn.
        const channel = new MessageChannel();
        channel.port1.addEventListener('message', () => done(performance.now() - begun));
        channel.port1.start();
        channel.port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
  }, seen);
  await act();
  return page.evaluate(() => window.answer);
}

/** Milliseconds from each key to the frame that came after it, while something is typed. */
export async function keysToFrames(page, typing) {
  await page.evaluate(() => {
    const keys = { times: [] };
    keys.hear = event => {
      const begun = event.timeStamp;
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.addEventListener('message', () => keys.times.push(performance.now() - begun));
        channel.port1.start();
        channel.port2.postMessage(null);
      });
    };
    addEventListener('keydown', keys.hear, { capture: true });
    window.keys = keys;
  });
  await typing();
  return page.evaluate(async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    removeEventListener('keydown', window.keys.hear, { capture: true });
    return window.keys.times;
  });
}

/** Durations of interactions as the browser reckons them (Interaction to Next Paint), ms, of a number of clicks and keys. */
export async function interactions(page, doing) {
  await page.evaluate(() => {
    const found = new Map();
    const observer = new PerformanceObserver(list => {
      for (const { interactionId: id, duration } of list.getEntries()) {
        if (id > 0) found.set(id, Math.max(found.get(id) ?? 0, duration));
      }
    });
    observer.observe({ type: 'event', durationThreshold: 16 });
    window.interactions = { found, observer };
  });
  const number = await doing();
  return page.evaluate(
    count =>
      new Promise(done => {
        // What was over in a frame is not told: it counts as one.
        setTimeout(() => {
          const { found, observer } = window.interactions;
          observer.disconnect();
          const told = [...found.values()];
          done([...told, ...Array(Math.max(0, count - told.length)).fill(16)]);
        }, 500);
      }),
    number,
  );
}

/** Bytes of the page's heap, script and document, after garbage was collected. */
export async function heapAfterCollection(page) {
  const session = await page.context().newCDPSession(page);
  try {
    for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
    const { usedSize, embedderHeapUsedSize = 0 } = await session.send('Runtime.getHeapUsage');
    return usedSize + embedderHeapUsedSize;
  } finally {
    await session.detach();
  }
}
