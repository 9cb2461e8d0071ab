import { describe, expect, it } from 'vitest';
import { describe as parsedAs } from '@/app/palette/describe';
import { looksLikeCommand, markError } from './commands';

describe('command preview', () => {
  it('knows a command by its verb', () => {
    expect(looksLikeCommand('buy btc 80 -tsl 2.8', ['buy', 'sell'])).toBe(true);
    expect(looksLikeCommand('  SELL eth', ['buy', 'sell'])).toBe(true);
    expect(looksLikeCommand('orders', ['buy', 'sell'])).toBe(false);
    expect(looksLikeCommand('', ['buy'])).toBe(false);
  });

  it('marks the place the server points at, also behind the end', () => {
    expect(markError('buy btc x0', 8, 2)).toEqual({ before: 'buy btc ', wrong: 'x0', after: '' });
    expect(markError('buy', 3, 0)).toEqual({ before: 'buy', wrong: ' ', after: '' });
    expect(markError('buy btc', 99, 4)).toEqual({ before: 'buy btc', wrong: ' ', after: '' });
  });

  it('lists what was parsed, without what is not there', () => {
    expect(
      parsedAs({
        kind: 'buy',
        instrument: 'BTC/USDT',
        stop: null,
        trailingStop: { percent: '2.8' },
        venues: ['bybit'],
        dry: false,
      }),
    ).toEqual([
      ['Kind', 'buy'],
      ['Instrument', 'BTC/USDT'],
      ['Trailing stop percent', '2.8'],
      ['Venues', 'bybit'],
    ]);
  });
});
