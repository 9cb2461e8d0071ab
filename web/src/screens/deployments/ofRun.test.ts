import { describe, expect, it } from 'vitest';
import type { RunInFull } from '@/api/lab';
import { ofRun, withRun } from './ofRun';

const detail = (request: object) =>
  ({ request, run: { instruments: ['BTC/USDT', 'ETH/USDT'], timeframe: '4h' } }) as unknown as RunInFull;
const empty = {
  instruments: 'SOL/USDT',
  timeframe: '15m',
  cash: '10000',
  size: 'all',
  exits: '',
  positions: 'long',
  parameters: { fast: '12', slow: '26' },
};

describe('a deployment of what a backtest ran with', () => {
  it('takes over market, money, rules and parameters', () => {
    const run = ofRun(
      detail({ size: 'equity:10%', exits: ['stop:2%', 'target:4%'], short: true, parameters: { fast: 5, other: 1 } }),
    );
    expect(withRun(empty, run)).toEqual({
      instruments: 'BTC/USDT, ETH/USDT',
      timeframe: '4h',
      cash: '10000',
      size: 'equity:10%',
      exits: 'stop:2%\ntarget:4%',
      positions: 'both',
      // What is not a parameter of this strategy is left out.
      parameters: { fast: '5', slow: '26' },
    });
  });

  it('leaves the form as it is where there is none', () => expect(withRun(empty, undefined)).toBe(empty));
});
