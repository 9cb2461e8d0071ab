import type { Page } from 'playwright-core';

/** Where the keyboard is, as a person sees it. */
interface Stop {
  label: string;
  place: 'screen' | 'frame' | 'dialog' | 'text' | 'nowhere';
  isNew: boolean;
  /** The stop before: a date has a stop for each of its parts. */
  isSame: boolean;
  wrong: string[];
}

/** More stops than any screen has, and more than any control: the walk goes in circles. */
const most = 600;
const mostInOne = 12;

/** What is in the page while it is walked; installed once a load. */
function install(): void {
  const controls =
    'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true], [role=button], [role=link], [role=menuitem], [role=tab], [role=checkbox], [role=switch], [role=slider]';
  // One stop for all of them: the arrow keys walk inside.
  const composite =
    '[role=radiogroup], [role=tablist], [role=menu], [role=menubar], [role=toolbar], [role=listbox], [role=grid], [role=tree]';
  const mostFrames = 120;
  const walked = new Set<Element>();
  let last: Element | null = null;
  const open = () => [...document.querySelectorAll('dialog[open], [role=dialog], [role=menu]')].at(-1);
  const label = (it: Element) =>
    `${it.tagName.toLowerCase()} "${(it.getAttribute('aria-label') ?? it.getAttribute('name') ?? it.textContent ?? '').trim().slice(0, 40)}"`;
  const seen = (it: Element): Element => {
    const { width, height } = it.getBoundingClientRect();
    // A native control under a drawn one: its label is what people see.
    return width > 2 && height > 2 ? it : (it.closest('label') ?? it.parentElement ?? it);
  };
  const ringed = (it: Element): boolean => {
    const drawn = (each: Element | null) => {
      if (each === null) return false;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
      return (
        outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)$|transparent/.test(outlineColor)
      );
    };
    return [it, it.nextElementSibling, it.parentElement, it.parentElement?.parentElement ?? null].some(drawn);
  };
  const covered = (it: Element): boolean => {
    const box = seen(it).getBoundingClientRect();
    const inset = 0.2;
    const points = [
      [0.5, 0.5],
      [inset, inset],
      [1 - inset, inset],
      [inset, 1 - inset],
      [1 - inset, 1 - inset],
    ] as const;
    return !points.some(([x, y]) => {
      const found = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
      return found !== null && (seen(it).contains(found) || found.contains(it));
    });
  };
  // The browser scrolls to what takes the focus with its next frames, on a busy machine with a later one.
  const staysCovered = async (it: Element): Promise<boolean> => {
    for (let frames = 0; frames < mostFrames; frames++) {
      if (!covered(it)) return false;
      await new Promise(drawn => requestAnimationFrame(drawn));
    }
    return covered(it);
  };
  const stop = async (): Promise<Stop> => {
    const it = document.activeElement;
    if (it === null || it === document.body || it === document.documentElement)
      return { label: 'nowhere', place: 'nowhere', isNew: false, isSame: false, wrong: [] };
    const place =
      it.closest('.monaco-editor') !== null
        ? 'text'
        : it.closest('dialog, [role=dialog], [role=menu]') !== null
          ? 'dialog'
          : it.closest('#main') !== null
            ? 'screen'
            : 'frame';
    const [isNew, isSame] = [!walked.has(it), it === last];
    last = it;
    walked.add(it);
    const wrong: string[] = [];
    if (isNew && place !== 'text') {
      if (!ringed(it)) wrong.push('has no focus ring');
      if (await staysCovered(it)) wrong.push('is hidden while it has the focus');
    }
    return { label: label(it), place, isNew, isSame, wrong: wrong.map(why => `${label(it)} ${why}`) };
  };
  const due = (within: Element): Element[] =>
    [...within.querySelectorAll(controls)].filter(it => {
      if (!it.checkVisibility({ visibilityProperty: true }) || it.closest('[inert]') !== null) return false;
      if (it.matches(':disabled') || it.closest('.monaco-editor') !== null) return false;
      if ((it as HTMLElement).tabIndex >= 0) return !(it instanceof HTMLInputElement && it.type === 'radio');
      // Out of the order of Tab only where the arrow keys reach it, and what merely takes the focus of a link.
      return it.closest(composite) === null && !it.matches('[tabindex="-1"]:is(main, h1, h2, div, section, dialog)');
    });
  let expected: Element[] = [];
  Object.assign(globalThis, {
    keyboard: {
      begin: (within: string) => {
        walked.clear();
        last = null;
        expected = [...document.querySelectorAll(within)].flatMap(due);
      },
      stop,
      isInside: () => open()?.contains(document.activeElement) ?? false,
      missed: () =>
        expected
          .filter(it => it.isConnected && it.checkVisibility() && !walked.has(it))
          .map(it => `${label(it)} is not reached by Tab`),
      toStart: () => {
        const { body } = document;
        body.tabIndex = -1;
        body.focus();
        body.removeAttribute('tabindex');
      },
    },
  });
}

interface Keyboard {
  begin: (within: string) => void;
  stop: () => Promise<Stop>;
  isInside: () => boolean;
  missed: () => string[];
  toStart: () => void;
}
declare const keyboard: Keyboard;

async function next(page: Page, from: Stop | null): Promise<Stop> {
  // Inside a text Tab is a character, until this key says otherwise.
  if (from?.place === 'text') await page.keyboard.press('Control+m');
  await page.keyboard.press('Tab');
  const there = await page.evaluate(() => keyboard.stop());
  if (from?.place === 'text') {
    await page.keyboard.press('Control+m');
    if (there.place === 'text' && there.isNew === false) there.wrong.push(`${there.label} cannot be left by Tab`);
  }
  return there;
}

/** Walks a screen by Tab alone, in by the skip link; or, where `whole`, all of the page. What is wrong, one line each. */
export async function walkByTab(page: Page, whole: boolean): Promise<string[]> {
  await page.evaluate(install);
  await page.evaluate(all => {
    keyboard.begin(all ? 'body' : '#main');
    keyboard.toStart();
  }, whole);
  const wrong: string[] = [];
  let at = await next(page, null);
  wrong.push(...at.wrong);
  if (!at.label.includes('Skip to the screen')) wrong.push(`the first stop is ${at.label}, not the skip link`);
  if (!whole) {
    await page.keyboard.press('Enter');
    if ((await page.evaluate(() => document.activeElement?.id)) !== 'main')
      wrong.push('the skip link does not lead to the screen');
  }
  for (let [stops, same] = [0, 0]; stops < most; stops++) {
    at = await next(page, at);
    // What had the focus is gone: the walk goes on from its place.
    if (at.place === 'nowhere') at = await next(page, null);
    same = at.isSame ? same + 1 : 0;
    if (same > mostInOne) wrong.push(`${at.label} cannot be left by Tab`);
    if ((!at.isNew && !at.isSame && at.place !== 'text') || same > mostInOne) break;
    if (!whole && at.place === 'frame') break;
    wrong.push(...at.wrong);
  }
  wrong.push(...(await page.evaluate(() => keyboard.missed())));
  return wrong;
}

/** A dialog and the control that opens it. */
export interface Opening {
  route: string;
  opener: string | RegExp;
  dialog: string | RegExp;
  /** What is in it then, where that is looked at. */
  look?: (page: Page) => Promise<string[]>;
}

/** Opens a dialog by Enter, walks it by Tab, closes it by Escape. What is wrong, one line each. */
export async function walkDialog(page: Page, { opener, dialog, look }: Opening): Promise<string[]> {
  await page.evaluate(install);
  const button = page.getByRole('button', { name: opener }).first();
  await button.focus();
  await page.keyboard.press('Enter');
  const it = page.getByRole('dialog', { name: dialog });
  await it.waitFor();
  const wrong: string[] = [];
  if (!(await page.evaluate(() => keyboard.isInside()))) wrong.push('the focus does not go into the dialog');
  wrong.push(...((await look?.(page)) ?? []));
  await page.evaluate(() => keyboard.begin('dialog[open], [role=dialog]'));
  let [at, rounds] = [await page.evaluate(() => keyboard.stop()), 0];
  wrong.push(...at.wrong);
  for (let stops = 0; stops < most && rounds < 2; stops++) {
    at = await next(page, at);
    // Between its last control and its first stands the browser's own frame.
    if (at.place === 'nowhere' || (!at.isNew && !at.isSame)) rounds += 1;
    else if (!(await page.evaluate(() => keyboard.isInside())))
      wrong.push(`the focus leaves the dialog for ${at.label}`);
    wrong.push(...at.wrong);
  }
  wrong.push(...(await page.evaluate(() => keyboard.missed())));
  await page.keyboard.press('Escape');
  await it.waitFor({ state: 'detached' });
  const back = await button.evaluate(element => element === document.activeElement);
  if (!back) wrong.push(`the focus does not come back to ${String(opener)}`);
  return wrong;
}
