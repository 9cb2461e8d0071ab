import { describe, expect, it } from 'vitest';
import { type FigureRow, difference, figureRows, numberOf } from './figures';

const row = (id: string) => figureRows.find(it => it.id === id) as FigureRow;

describe('a difference to another run', () => {
  it('says by how much, and whether that is better', () => {
    expect(difference(row('sharpe'), { sharpe: 1.42 }, { sharpe: 1.21 })).toEqual({ text: '+0.21', tone: 'better' });
    expect(difference(row('totalReturn'), { totalReturn: 0.1 }, { totalReturn: 0.2 })).toEqual({
      text: '−10.00%',
      tone: 'worse',
    });
    expect(difference(row('trades'), { trades: 9 }, { trades: 12 })).toEqual({ text: '−3', tone: 'same' });
  });

  it('takes a smaller fall for better, whichever sign it was counted with', () => {
    expect(difference(row('maxDrawdown'), { maxDrawdown: 0.1 }, { maxDrawdown: 0.2 })?.tone).toBe('better');
    expect(difference(row('maxDrawdown'), { maxDrawdown: -0.1 }, { maxDrawdown: -0.2 })?.tone).toBe('better');
  });

  it('is none where a figure is not known, and nothing where it would show as zero', () => {
    expect(difference(row('sharpe'), { sharpe: null }, { sharpe: 1 })).toBeNull();
    expect(difference(row('sharpe'), { sharpe: 1.001 }, { sharpe: 1 })).toEqual({ text: '=', tone: 'same' });
  });
});

it('money is text and a figure all the same', () => {
  expect(numberOf({ fees: '12.50' }, 'fees')).toBe(12.5);
  expect(numberOf({}, 'fees')).toBeNull();
});
