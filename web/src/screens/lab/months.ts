export type EquityPoint = readonly [number, string | number];

/** Points as columns. */
export const columnsOf = (points: readonly EquityPoint[]): { times: number[]; equity: (string | number)[] } => ({
  times: points.map(point => point[0]),
  equity: points.map(point => point[1]),
});

export interface YearRow {
  year: number;
  /** Return of each month, null where the curve does not cover it. */
  months: (number | null)[];
  total: number;
}

/** Returns by month in UTC: from the last point before a month to its own last. */
export function monthlyReturns(points: readonly EquityPoint[]): YearRow[] {
  const first = points[0];
  if (first === undefined) return [];
  const rows = new Map<number, { months: (number | null)[]; begin: number; end: number }>();
  let before = Number(first[1]);
  let at = 0;
  while (at < points.length) {
    const time = new Date((points[at] as EquityPoint)[0]);
    const [year, month] = [time.getUTCFullYear(), time.getUTCMonth()];
    const next = Date.UTC(year, month + 1, 1);
    let last = before;
    // A day's end at midnight belongs to the day before.
    while (at < points.length && (points[at] as EquityPoint)[0] <= next)
      last = Number((points[at++] as EquityPoint)[1]);
    const row = rows.get(year) ?? { months: Array<number | null>(12).fill(null), begin: before, end: last };
    row.months[month] = before === 0 ? null : last / before - 1;
    row.end = last;
    rows.set(year, row);
    before = last;
  }
  return [...rows].map(([year, row]) => ({
    year,
    months: row.months,
    total: row.begin === 0 ? 0 : row.end / row.begin - 1,
  }));
}
