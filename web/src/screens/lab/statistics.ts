import type { RunTrade } from '@/api/lab';

export interface Group {
  name: string;
  trades: number;
  wins: number;
  /** Mean return of a trade, a ratio. */
  mean: number;
  /** Returns won over returns lost; null where none was lost. */
  profitFactor: number | null;
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const pad = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

const ways: { title: string; of: (trade: RunTrade) => string; order?: readonly string[] }[] = [
  { title: 'Instrument', of: trade => trade.instrument },
  { title: 'Side', of: trade => trade.side },
  { title: 'Exit reason', of: trade => trade.exitReason },
  {
    title: 'Weekday of entry (UTC)',
    of: trade => days[new Date(trade.entryTime).getUTCDay()] as string,
    order: [...days.slice(1), 'Sunday'],
  },
  {
    title: 'Hour of entry (UTC)',
    of: trade => pad(new Date(trade.entryTime).getUTCHours()),
    order: Array.from({ length: 24 }, (_, hour) => pad(hour)),
  },
];

function group(name: string, trades: readonly RunTrade[]): Group {
  const returns = trades.map(trade => trade.returnRatio ?? 0);
  const won = returns.filter(it => it > 0).reduce((sum, it) => sum + it, 0);
  const lost = -returns.filter(it => it < 0).reduce((sum, it) => sum + it, 0);
  return {
    name,
    trades: trades.length,
    wins: returns.filter(it => it > 0).length,
    mean: returns.reduce((sum, it) => sum + it, 0) / trades.length,
    profitFactor: lost === 0 ? null : won / lost,
  };
}

/** The trades split in each way; the largest group first, days and hours in their own order. */
export function groupsOf(trades: readonly RunTrade[]): { title: string; rows: Group[] }[] {
  return ways.map(({ title, of, order }) => {
    const byName = new Map<string, RunTrade[]>();
    for (const trade of trades) {
      const name = of(trade);
      const found = byName.get(name);
      if (found === undefined) byName.set(name, [trade]);
      else found.push(trade);
    }
    const rows = [...byName].map(([name, list]) => group(name, list));
    rows.sort((a, b) => (order === undefined ? b.trades - a.trades : order.indexOf(a.name) - order.indexOf(b.name)));
    return { title, rows };
  });
}
