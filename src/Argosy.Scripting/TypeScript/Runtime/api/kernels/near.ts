/** The relative distance below which two computed values are equal; Argosy.Core.Values.Near in C#. */
export const TOLERANCE = 1e-12;

/** 1 when a is above b, −1 when below, 0 when they are equal or one is NaN. */
export function compare(a: number, b: number): number {
  const difference = a - b;
  const allowed = TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
  return difference > allowed ? 1 : difference < -allowed ? -1 : 0;
}

/** Whether a is above b; false where one is NaN. */
export function above(a: number, b: number): boolean {
  return a - b > TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}

/** Whether a is below b; false where one is NaN. */
export function below(a: number, b: number): boolean {
  return above(b, a);
}
