import { useSyncExternalStore } from 'react';

/** A token's value as the theme has it now; charts draw on canvas and need it plain. */
export const token = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || '#888888';

/** A token's colour with an opacity. */
export function faded(name: string, opacity: number): string {
  const hex = token(name);
  const alpha = Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0');
  return /^#[0-9a-f]{6}$/i.test(hex) ? hex + alpha : hex;
}

/** Up and down are names of other tokens: resolves them. */
export function directionColours(): { up: string; down: string } {
  const probe = document.createElement('span');
  document.body.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/\d+/g) ?? []).map(Number);
    return `#${[r, g, b].map(part => part.toString(16).padStart(2, '0')).join('')}`;
  };
  const colours = { up: read('up'), down: read('down') };
  probe.remove();
  return colours;
}

/** The eight series colours, each with its dash pattern: colour never stands alone. */
export const series = [
  { token: 'series-1', dash: [] },
  { token: 'series-2', dash: [6, 3] },
  { token: 'series-3', dash: [2, 3] },
  { token: 'series-4', dash: [8, 3, 2, 3] },
  { token: 'series-5', dash: [12, 4] },
  { token: 'series-6', dash: [4, 4] },
  { token: 'series-7', dash: [1, 4] },
  { token: 'series-8', dash: [10, 3, 2, 3, 2, 3] },
] as const satisfies readonly { token: string; dash: readonly number[] }[];

const subscribe = (listener: () => void): (() => void) => {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-updown'] });
  return () => observer.disconnect();
};

/** Changes with the theme: a chart that depends on it is drawn anew. */
export const useThemeKey = (): string =>
  useSyncExternalStore(
    subscribe,
    () => `${document.documentElement.dataset.theme}/${document.documentElement.dataset.updown}`,
  );
