import { describe, expect, it } from 'vitest';
import type { Position } from '@/api/trading';
import { changeOf, effectsOf, priceOf } from './protection';

const held = (change: Partial<Position> = {}): Position => ({
  deployment: 7,
  name: 'trend',
  account: 'main',
  mode: 'live',
  instrument: 'BTC/USDT',
  side: 'long',
  quantity: '0.5',
  notional: '50',
  entry: '99.123456',
  mark: '100.00',
  unrealised: '0.4',
  unrealisedRatio: 0.01,
  stop: '95.00',
  target: null,
  since: 1,
  ...change,
});

describe('protection', () => {
  it('asks for what differs and nothing else', () => {
    expect(changeOf(held(), { stop: '95', target: '' })).toBeNull();
    expect(changeOf(held(), { stop: '96', target: '' })).toEqual({ stop: '96' });
    expect(changeOf(held(), { stop: '', target: '110' })).toEqual({ dropStop: true, target: '110' });
    expect(changeOf(held({ target: '110' }), { stop: '95', target: '' })).toEqual({ dropTarget: true });
  });
  it('says what a change does, with its distance', () => {
    expect(effectsOf(held(), { stop: '96', target: '110' })).toEqual([
      'The stop moves from 95.00 to 96, −4.00% from the mark.',
      'A take-profit is set at 110, +10.00% from the mark.',
    ]);
    expect(effectsOf(held(), { stop: '', target: '' })[0]).toMatch(/nothing ends a loss/);
    expect(effectsOf(held({ mark: null }), { stop: '96', target: '' })).toEqual(['The stop moves from 95.00 to 96.']);
  });
  it('reads prices off a chart with the decimals of the mark', () => {
    expect(priceOf(96.1234, held())).toBe('96.12');
    expect(priceOf(96.1234, held({ mark: '100', stop: '95.5' }))).toBe('96.1');
    expect(priceOf(96.5, held({ mark: null, stop: null }))).toBe('97');
  });
});
