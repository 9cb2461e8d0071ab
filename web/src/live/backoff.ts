const steps = [0, 1000, 2000, 5000];

/** Milliseconds to wait before try number `tries` (0 is the first): 0, 1, 2, 5, then 10 s for ever. */
export const backoff = (tries: number): number => steps[tries] ?? 10_000;
