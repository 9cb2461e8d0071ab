/** What a bot plotted under one name. */
export interface Line {
  name: string;
  /** The panel it belongs to; empty is the chart of prices. */
  panel: string;
  points: readonly (readonly [number, number | null])[];
}

/** Lines on all their times together; where a line has no point it has no value. */
export function merged(lines: readonly Line[]): { times: number[]; rows: (number | null)[][] } {
  const times = [...new Set(lines.flatMap(line => line.points.map(point => point[0])))].sort((a, b) => a - b);
  const place = new Map(times.map((time, index) => [time, index]));
  const rows = lines.map(line => {
    const row = Array<number | null>(times.length).fill(null);
    for (const [time, value] of line.points) row[place.get(time) as number] = value;
    return row;
  });
  return { times, rows };
}

/** Lines by the panel they belong to, in the order they came. */
export function byPanel(lines: readonly Line[]): { panel: string; lines: Line[] }[] {
  const panels = new Map<string, Line[]>();
  for (const line of lines) {
    panels.set(line.panel, [...(panels.get(line.panel) ?? []), line]);
  }
  return [...panels].map(([panel, its]) => ({ panel, lines: its }));
}

const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 8, useGrouping: false });

/** A plotted number: eight digits that count; it has no unit we know of. */
export const plain = (value: number | null | undefined): string =>
  value === null || value === undefined ? '—' : digits.format(value);
