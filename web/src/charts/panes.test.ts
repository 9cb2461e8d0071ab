import { describe, expect, it } from 'vitest';
import { panesOf } from './panes';

describe('panes', () => {
  it('are one a panel, the prices first, as they come', () => {
    const pane = panesOf();
    expect(['rsi', '', 'macd', 'rsi', null].map(pane)).toEqual([1, 0, 2, 1, 0]);
  });

  it('are no more than there is room for', () => {
    const pane = panesOf(1);
    expect(['rsi', 'macd', 'rsi'].map(pane)).toEqual([1, -1, 1]);
  });
});
