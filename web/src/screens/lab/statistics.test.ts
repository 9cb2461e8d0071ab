import { expect, it } from 'vitest';
import type { RunTrade } from '@/api/lab';
import { groupsOf } from './statistics';

const trade = (side: string, returnRatio: number, entryTime: number): RunTrade => ({
  id: 1,
  instrument: 'BTC/USDT',
  side,
  entryTime,
  entryPrice: '1',
  exitTime: entryTime + 1,
  exitPrice: '1',
  quantity: '1',
  fees: '0',
  pnl: '0',
  returnRatio,
  exitReason: 'signal',
  pathDependent: false,
  openAtEnd: false,
});

it('splits trades by side, weekday and hour', () => {
  const monday = Date.UTC(2024, 0, 1, 5);
  const groups = groupsOf([
    trade('long', 0.1, monday),
    trade('long', -0.05, monday),
    trade('short', 0.02, monday - 86_400_000),
  ]);
  const side = groups.find(it => it.title === 'Side');
  expect(side?.rows.map(row => [row.name, row.trades, row.wins])).toEqual([
    ['long', 2, 1],
    ['short', 1, 1],
  ]);
  expect(side?.rows[0]?.profitFactor).toBeCloseTo(2);
  expect(side?.rows[1]?.profitFactor).toBeNull();
  expect(groups.find(it => it.title.startsWith('Weekday'))?.rows.map(row => row.name)).toEqual(['Monday', 'Sunday']);
  expect(groups.find(it => it.title.startsWith('Hour'))?.rows[0]?.name).toBe('05:00');
});
