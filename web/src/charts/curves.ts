export interface Curve {
  name: string;
  times: number[];
  values: number[];
}

/** Values as a change from the first: 0.1 is ten percent above it. */
export function relative(values: readonly number[]): number[] {
  const first = values[0];
  return first === undefined || first === 0 ? values.map(() => 0) : values.map(value => value / first - 1);
}

/** Curves with times of their own, on all times together; between its points a curve stays where it was. */
export function aligned(curves: readonly Curve[]): { times: number[]; rows: (number | null)[][] } {
  const times = [...new Set(curves.flatMap(curve => curve.times))].sort((a, b) => a - b);
  const rows = curves.map(curve => {
    const values = relative(curve.values);
    const last = curve.times.at(-1) ?? 0;
    let at = -1;
    return times.map(time => {
      while (at + 1 < curve.times.length && (curve.times[at + 1] as number) <= time) at++;
      return at < 0 || time > last ? null : (values[at] as number);
    });
  });
  return { times, rows };
}
