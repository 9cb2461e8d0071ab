import { lastUpTo } from './candlesAt';
import type { Range } from './paging';

/** A closed trade on the chart: from entry to exit, in time and in price. */
export interface TradeBox extends Range {
  entry: number;
  exit: number;
  /** Net, in the quote asset: its sign colours the box. */
  pnl: number;
}

/** At most so many boxes are drawn. */
export const mostBoxes = 300;

/** The boxes in view; of too many to read, the one with most at stake of each piece of the view. */
export function boxesInView(
  boxes: readonly TradeBox[],
  view: Range,
  stepMs: number,
): { shown: TradeBox[]; total: number } {
  const seen = boxes.filter(box => box.to >= view.from && box.from < view.to + stepMs);
  if (seen.length <= mostBoxes) return { shown: seen, total: seen.length };
  const piece = (view.to + stepMs - view.from) / mostBoxes;
  const kept = new Map<number, TradeBox>();
  for (const box of seen) {
    const slot = Math.floor((Math.max(box.from, view.from) - view.from) / piece);
    const other = kept.get(slot);
    if (other === undefined || Math.abs(box.pnl) > Math.abs(other.pnl)) kept.set(slot, box);
  }
  return { shown: [...kept.values()], total: seen.length };
}

interface Trade {
  side: string;
  entryTime: number;
  exitTime: number;
  quantity: string;
  pnl: string;
}
interface Fill {
  time: number;
  side: string;
  price: string;
  quantity: string;
}

/** Average price of fills in their order until a quantity is reached; null of none. */
function average(fills: readonly Fill[], quantity: number): number | null {
  let [left, cost] = [quantity, 0];
  for (const fill of fills) {
    const part = Math.min(left, Number(fill.quantity));
    cost += part * Number(fill.price);
    left -= part;
    if (left <= 0) break;
  }
  return left < quantity ? cost / (quantity - left) : null;
}

/**
 * Boxes of the closed trades of one instrument, with the prices of their fills in ascending order: what a fill that
 * turned a position gave to the trade before is not counted. A trade whose fills are not there has no box.
 */
export function tradeBoxes(trades: readonly Trade[], fills: readonly Fill[]): TradeBox[] {
  const times = fills.map(fill => fill.time);
  return trades.flatMap(trade => {
    const within = fills.slice(lastUpTo(times, trade.entryTime - 1) + 1, lastUpTo(times, trade.exitTime) + 1);
    const entrySide = trade.side === 'long' ? 'buy' : 'sell';
    const quantity = Number(trade.quantity);
    const entry = average(within.filter(fill => fill.side === entrySide).toReversed(), quantity);
    const exit = average(
      within.filter(fill => fill.side !== entrySide),
      quantity,
    );
    if (entry === null || exit === null) return [];
    return [{ from: trade.entryTime, to: trade.exitTime, entry, exit, pnl: Number(trade.pnl) }];
  });
}
