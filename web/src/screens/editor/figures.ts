import type { QuickResult } from '@/api/bots';
import { count, money, percent, ratio } from '@/format/number';

type Figures = QuickResult['figures'];

export interface FigureRow {
  id: string;
  label: string;
  show: (value: number) => string;
  /** Whether more is better; null where neither is. */
  better: 'more' | 'less' | null;
}

const share = (value: number) => percent(value);

export const figureRows: FigureRow[] = [
  { id: 'totalReturn', label: 'Net', show: value => percent(value, { signed: true }), better: 'more' },
  { id: 'buyAndHoldReturn', label: 'Buy and hold', show: value => percent(value, { signed: true }), better: null },
  { id: 'cagr', label: 'CAGR', show: share, better: 'more' },
  { id: 'maxDrawdown', label: 'Max drawdown', show: share, better: 'less' },
  { id: 'sharpe', label: 'Sharpe', show: ratio, better: 'more' },
  { id: 'sortino', label: 'Sortino', show: ratio, better: 'more' },
  { id: 'profitFactor', label: 'Profit factor', show: ratio, better: 'more' },
  { id: 'trades', label: 'Trades', show: count, better: null },
  { id: 'winRate', label: 'Win', show: share, better: 'more' },
  { id: 'exposure', label: 'Exposure', show: share, better: null },
  { id: 'fees', label: 'Fees', show: value => money(String(value)), better: 'less' },
];

/** A figure as a number; money comes as text. */
export function numberOf(figures: Figures, id: string): number | null {
  const value = figures?.[id];
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

export interface Difference {
  text: string;
  /** Better, worse, or neither. */
  tone: 'better' | 'worse' | 'same';
}

/** How a figure differs from the same one of another run; null where either is not known. */
export function difference(row: FigureRow, now: Figures, before: Figures): Difference | null {
  const [a, b] = [numberOf(now, row.id), numberOf(before, row.id)];
  if (a === null || b === null) return null;
  const by = a - b;
  const size = row.show(Math.abs(by)).replace('+', '');
  // What shows as nothing is nothing.
  if (Number(size.replaceAll(/[^\d.]/g, '')) === 0) return { text: '=', tone: 'same' };
  const grew = row.id === 'maxDrawdown' ? Math.abs(a) > Math.abs(b) : by > 0;
  const tone = row.better === null ? 'same' : (row.better === 'more') === grew ? 'better' : 'worse';
  return { text: `${by > 0 ? '+' : '−'}${size}`, tone };
}
