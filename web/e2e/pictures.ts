import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { settle } from './browser';

const folder = path.join(import.meta.dirname, 'pictures');
const results = path.resolve(import.meta.dirname, '../../artifacts/test-results/web');
const isApproving = process.env.ARGOSY_APPROVE === '1';
/** Share of pixels that may differ, and by how much a channel may before a pixel does. */
const [mostShare, mostChannel] = [0.002, 24];

/** What tells of this moment and this machine; it keeps its place and is not drawn. */
const masks = 'time, header[class*=_bar_] *, footer[class*=_bar_] *, [data-masked] { visibility: hidden !important; }';

/**
 * Holds the page against its approved picture. A font is drawn a little differently by every version of Chromium and of
 * the system below it, so that pictures only bind under ARGOSY_LONG=1; otherwise the difference is told. With
 * ARGOSY_APPROVE=1 the picture of now becomes the approved one.
 */
export async function holdAgainstPicture(page: Page, name: string): Promise<void> {
  await settle(page);
  const now = await page.screenshot({ animations: 'disabled', caret: 'hide', style: masks });
  const file = path.join(folder, `${name}.png`);
  if (isApproving) {
    await mkdir(folder, { recursive: true });
    await writeFile(file, now);
    return;
  }
  if (!existsSync(file))
    throw new Error(`there is no approved picture ${name}; look at it and run with ARGOSY_APPROVE=1`);
  const share = await difference(page, now.toString('base64'), (await readFile(file)).toString('base64'));
  const says = `picture ${name}: ${(100 * share).toFixed(3)} % of its pixels differ`;
  if (share <= mostShare) return;
  await mkdir(results, { recursive: true });
  await writeFile(path.join(results, `picture-${name}.png`), now);
  if (process.env.ARGOSY_LONG === '1') throw new Error(`${says}; at most ${100 * mostShare} % may`);
  console.info(`${says} (told, not counted: this may be another Chromium)`);
}

/** The share of pixels that differ; 1 where the pictures are not of one size. The browser itself reads them. */
async function difference(page: Page, one: string, other: string): Promise<number> {
  const blank = await page.context().newPage();
  try {
    return await blank.evaluate(
      async ([a, b, most]) => {
        const pixels = async (base64: string) => {
          const bytes = Uint8Array.from(atob(base64), letter => letter.codePointAt(0) ?? 0);
          const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(picture.width, picture.height);
          const drawing = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
          drawing.drawImage(picture, 0, 0);
          return drawing.getImageData(0, 0, picture.width, picture.height);
        };
        const [left, right] = [await pixels(a), await pixels(b)];
        if (left.width !== right.width || left.height !== right.height) return 1;
        let differing = 0;
        for (let at = 0; at < left.data.length; at += 4)
          if ([0, 1, 2].some(by => Math.abs((left.data[at + by] ?? 0) - (right.data[at + by] ?? 0)) > most))
            differing += 1;
        return (differing * 4) / left.data.length;
      },
      [one, other, mostChannel] as const,
    );
  } finally {
    await blank.close();
  }
}
