import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// Tests run in web/; an import would give the compiled file.
const css = readFileSync('src/styles/tokens.css', 'utf8');

function tokens(theme: 'dark' | 'light'): Record<string, string> {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(match => [match[1], match[2]]));
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
}

const text = ['fg-0', 'fg-1', 'fg-2', 'accent', 'blue', 'orange', 'green', 'red', 'ok', 'warn', 'crit'];
const grounds = ['bg-0', 'bg-1', 'bg-2', 'bg-3'];

describe.each(['dark', 'light'] as const)('%s theme', theme => {
  const all = tokens(theme);
  const colour = (name: string): string => {
    const found = all[name];
    if (found === undefined) throw new Error(`the ${theme} theme has no token ${name}`);
    return found;
  };

  // The light theme's green is not for selected rows.
  const pairs = text.flatMap(name => grounds.map(ground => [name, ground] as const));
  const used = pairs.filter(
    ([name, ground]) => !(theme === 'light' && ground === 'bg-3' && (name === 'ok' || name === 'green')),
  );

  it.each(used)('%s is readable on %s', (name, ground) => {
    expect(contrast(colour(name), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(grounds.slice(0, 3))('control borders show on %s', ground => {
    expect(contrast(colour('control'), colour(ground))).toBeGreaterThanOrEqual(3);
  });

  it('text on the accent and on a solid badge is readable', () => {
    expect(contrast(colour('on-accent'), colour('accent'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('bg-1'), colour('crit'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('bg-1'), colour('warn'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('series %d shows on a panel', number => {
    expect(contrast(colour(`series-${number}`), colour('bg-1'))).toBeGreaterThanOrEqual(3);
  });
});
