import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Position } from '@/api/trading';
import { MarginPrice } from './MarginPrice';

const row = (mode: Position['mode'], liquidation: string | null, mark: string | null, failure: string | null = null) =>
  ({
    mode,
    mark: '60000.10',
    margin: { leverage: '5', mode: 'isolated', mark, liquidation, distance: -0.2, returnOnMargin: 0, time: 0, failure },
  }) as unknown as Position;

const shown = (position: Position) => {
  const { container } = render(<MarginPrice row={position} value={position.margin?.liquidation} />);
  return container.firstElementChild as HTMLElement;
};

describe('MarginPrice', () => {
  it('says that a paper position is reckoned by its own run, with the decimals of its prices', () => {
    const found = shown(row('paper', '48192.77', null));
    expect(found.textContent).toBe('48,192.77');
    expect(found.title).toBe('48192.77; by the margin of its own run at 1970-01-01 00:00:00');
  });

  it('says that the venue said so, and what it says now', () => {
    const found = shown(row('live', '48192.7710843', '60000.1', 'it does not answer'));
    expect(found.textContent).toBe('48,192.8');
    expect(found.title).toContain('the venue said so at 1970-01-01 00:00:00; now: it does not answer');
  });

  it('is no number where none is known', () => {
    shown(row('paper', null, null));
    expect(screen.getByText('—')).toBeDefined();
  });
});
