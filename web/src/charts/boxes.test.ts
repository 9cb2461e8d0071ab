import { describe, expect, it } from 'vitest';
import { boxesInView, mostBoxes, tradeBoxes } from './boxes';

const box = (from: number, to: number, pnl = 1) => ({ from, to, entry: 1, exit: 2, pnl });

describe('boxesInView', () => {
  it('takes those that reach into the view, to the end of its last candle', () => {
    const all = [box(0, 9), box(0, 10), box(15, 16), box(0, 99), box(24, 30), box(25, 30)];
    expect(boxesInView(all, { from: 10, to: 20 }, 5).shown).toEqual(all.slice(1, 5));
  });

  it('draws at most 300, and of each piece of the view the one with most at stake', () => {
    const many = Array.from({ length: 3000 }, (_, at) => box(at, at + 1, at % 10 === 7 ? -50 : 1));
    const { shown, total } = boxesInView(many, { from: 0, to: 2999 }, 1);
    expect(total).toBe(3000);
    expect(shown).toHaveLength(mostBoxes);
    expect(shown.every(it => it.pnl === -50)).toBe(true);
  });
});

describe('tradeBoxes', () => {
  const fill = (time: number, side: string, price: string, quantity: string) => ({ time, side, price, quantity });
  const trade = (side: string, entryTime: number, exitTime: number, quantity: string, pnl = '1') => ({
    side,
    entryTime,
    exitTime,
    quantity,
    pnl,
  });

  it('reach from the average entry to the average exit', () => {
    const fills = [fill(1, 'buy', '10', '1'), fill(2, 'buy', '20', '3'), fill(5, 'sell', '30', '4')];
    expect(tradeBoxes([trade('long', 1, 5, '4', '-2.5')], fills)).toEqual([
      { from: 1, to: 5, entry: 17.5, exit: 30, pnl: -2.5 },
    ]);
  });

  it('of a turned position share the fill that turned it', () => {
    const fills = [fill(1, 'buy', '10', '1'), fill(3, 'sell', '12', '3'), fill(6, 'buy', '9', '2')];
    const made = tradeBoxes([trade('short', 3, 6, '2'), trade('long', 1, 3, '1')], fills);
    expect(made.map(it => [it.entry, it.exit])).toEqual([
      [12, 9],
      [10, 12],
    ]);
  });

  it('are not made up where the fills are not there', () => {
    expect(tradeBoxes([trade('long', 1, 3, '1')], [fill(3, 'sell', '12', '1')])).toEqual([]);
  });
});
