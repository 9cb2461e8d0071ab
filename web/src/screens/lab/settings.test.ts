import { describe, expect, it, vi } from 'vitest';
import type { Strategy } from '@/api/research';
import { emptySettings, markFaults, seriesChoices, settings, toRequest } from './settings';

const fast = { name: 'fast', type: 'whole-number', default: '12', min: 1, max: 99, choices: [], help: '', unit: null };
const parameters = [fast] as unknown as Strategy['parameters'];

describe('settings of a backtest', () => {
  it('are good as they begin', () => {
    const empty = emptySettings(parameters, 'made-up');
    expect(settings.parse(empty)).toEqual(empty);
    expect(empty.parameters).toEqual({ fast: '12' });
    expect(settings.safeParse({ ...empty, series: '' }).success).toBe(false);
    expect(settings.safeParse({ ...empty, cash: '-1' }).success).toBe(false);
  });

  it('go out as a request, empty things undefined', () => {
    const values = { ...emptySettings(parameters, 'made-up'), from: '2024-01-02', exits: 'stop:2%\n\n target:4% ' };
    expect(toRequest(values)).toEqual({
      series: ['made-up'],
      from: Date.UTC(2024, 0, 2),
      to: undefined,
      cash: '10000',
      fee: '0.001',
      slippageBps: '0',
      size: 'all',
      short: undefined,
      exits: ['stop:2%', 'target:4%'],
      guards: [],
      limits: [],
    });
  });

  it('mark what cannot be, and only that', () => {
    const mark = vi.fn();
    expect(markFaults(parameters, { fast: '9' }, mark)).toBe(false);
    expect(mark).not.toHaveBeenCalled();
    expect(markFaults(parameters, { fast: '100' }, mark)).toBe(true);
    expect(mark).toHaveBeenCalledWith('parameters.fast', { message: 'At most 99' }, { shouldFocus: true });
  });

  it('offer candles that can be run on', () => {
    const row = { id: 'x', instrument: 'BTC/USDT', timeframe: '1h', bars: 3, error: null };
    const rows = [row, { ...row, bars: 0 }, { ...row, error: 'damaged' }] as unknown as Parameters<
      typeof seriesChoices
    >[0];
    expect(seriesChoices(rows)).toEqual([{ value: 'x', label: 'BTC/USDT 1h (x)' }]);
  });
});
