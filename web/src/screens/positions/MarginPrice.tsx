import type { Position } from '@/api/trading';
import { price } from '@/format/number';
import { dateTime } from '@/format/time';

/** A price of a position's margin, with who says so and since when: the venue, on paper its own run. */
export function MarginPrice({ row, value }: { row: Position; value: string | null | undefined }) {
  const said = row.margin;
  if (value == null) return <span title={said?.failure ?? undefined}>—</span>;
  const now = said?.failure == null ? '' : `; now: ${said.failure}`;
  const who = row.mode === 'paper' ? 'by the margin of its own run at' : 'the venue said so at';
  // A venue reckons with more decimals than its prices have.
  const decimals = ((said?.mark ?? row.mark ?? '').split('.')[1] ?? '').length;
  return <span title={`${value}; ${who} ${dateTime(said?.time ?? null)}${now}`}>{price(value, decimals)}</span>;
}
