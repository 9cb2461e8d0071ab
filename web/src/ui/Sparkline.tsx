import { percent } from '@/format/number';

const width = 64;
const height = 18;

/** A small line without axes; its sentence says from where to where. */
export function Sparkline({ values, label }: { values: number[]; label: string }) {
  if (values.length < 2) return <span title={`${label}: not enough data yet`}>—</span>;
  const first = values[0] as number;
  const last = values[values.length - 1] as number;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values
    .map((value, index) => {
      const x = (index / (values.length - 1)) * (width - 2) + 1;
      const y = height - 2 - ((value - low) / span) * (height - 4);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
  const sentence = `${label}: ${first === 0 ? 'from 0' : percent(last / first - 1, { signed: true })}`;
  const colour = last > first ? 'var(--up)' : last < first ? 'var(--down)' : 'var(--fg-2)';
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={sentence}>
      <title>{sentence}</title>
      <polyline points={points} fill="none" stroke={colour} strokeWidth="1.25" strokeLinejoin="round" />
    </svg>
  );
}
