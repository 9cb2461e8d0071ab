import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeViolations, open, picture, setTheme, sizes, watch } from './browser';
import { type Opening, walkByTab, walkDialog } from './keyboard';
import type { Stage } from './stage';

export interface Sweep {
  routes: readonly string[];
  /** Dialogs of these screens, each opened by its button. */
  dialogs?: readonly Opening[];
  /** What a picture of a route is called; the route by default. */
  name?: (route: string) => string;
  /** Waits for what a route shows late. */
  ready?: (page: Page, route: string) => Promise<void>;
}

// Some thirty screens, each looked at twice, on a machine that may have other work.
const patience = 1_800_000;
const themes = ['dark', 'light'] as const;

const bothThemes = async (
  page: Page,
  look: (theme: 'dark' | 'light') => Promise<void> = async () => {},
): Promise<string[]> => {
  const found: string[] = [];
  for (const theme of themes) {
    await setTheme(page, theme);
    found.push(...(await axeViolations(page)).map(line => `${theme}: ${line}`));
    await look(theme);
  }
  await setTheme(page, 'dark');
  return found;
};

/** Tests of every screen at both sizes and in both themes: what axe finds, what the keyboard alone reaches; and its pictures. A screen is loaded once for both themes. */
export function sweep(stage: () => Stage, { routes, dialogs = [], name = route => route, ready }: Sweep): void {
  const visit = async (size: keyof typeof sizes, look: (page: Page) => Promise<void>) => {
    const { browser, context, server } = stage();
    const other = await browser.newContext({
      viewport: sizes[size],
      colorScheme: 'dark',
      baseURL: server.url,
      storageState: await context.storageState(),
    });
    const { page, problems } = await watch(other);
    await look(page);
    await other.close();
    expect(problems).toEqual([]);
  };

  describe('every screen', () => {
    it.each(['desktop', 'phone'] as const)(
      'is accessible in both themes, by keyboard too: %s',
      { timeout: patience },
      async size => {
        const found: string[] = [];
        await visit(size, async page => {
          for (const [index, route] of routes.entries()) {
            await open(page, route);
            await ready?.(page, route);
            const inTheme = (theme: string) =>
              picture(page, `${route === '/' ? 'fleet' : name(route)}-${size === 'phone' ? `phone-${theme}` : theme}`);
            const wrong = await bothThemes(page, inTheme);
            if (size === 'desktop') wrong.push(...(await walkByTab(page, index === 0)));
            found.push(...wrong.map(line => `${route}: ${line}`));
          }
        });
        expect(found).toEqual([]);
      },
    );
  });

  if (dialogs.length === 0) return;
  describe('every dialog', () => {
    it('is accessible in both themes, keeps the focus and gives it back', { timeout: patience }, async () => {
      const found: string[] = [];
      await visit('desktop', async page => {
        for (const opening of dialogs) {
          await open(page, opening.route);
          await ready?.(page, opening.route);
          const wrong = await walkDialog(page, { look: it => bothThemes(it), ...opening });
          found.push(...wrong.map(line => `${opening.route}, ${String(opening.dialog)}: ${line}`));
        }
      });
      expect(found).toEqual([]);
    });
  });
}
