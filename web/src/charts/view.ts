import type { Range } from './paging';

/** A candle that is drawn, and where: its index on the time axis. */
export interface Place {
  time: number;
  index: number;
}

/** First and last candle that are drawn, and how long each is, in ms. */
export interface Drawn {
  first: Place;
  last: Place;
  stepMs: number;
}

/**
 * What a stretch of indexes shows, in time: the room beside the candles, too, as if they went on there. `inside` is what
 * there are candles of.
 */
export function timesOf(indexes: Range, inside: Range | null, drawn: Drawn): Range {
  const { first, last } = drawn;
  const timeOf = (index: number, known: number | undefined) =>
    index < first.index || (known === undefined && index <= last.index)
      ? Math.round(first.time + (index - first.index) * drawn.stepMs)
      : index > last.index
        ? Math.round(last.time + (index - last.index) * drawn.stepMs)
        : (known as number);
  return { from: timeOf(indexes.from, inside?.from), to: timeOf(indexes.to, inside?.to) };
}

/** The indexes of a stretch of time; `indexOf` knows those between the first candle and the last. */
export function indexesOf(times: Range, drawn: Drawn, indexOf: (time: number) => number): Range {
  const { first, last, stepMs } = drawn;
  const place = (time: number) =>
    time < first.time
      ? first.index - (first.time - time) / stepMs
      : time > last.time
        ? last.index + (time - last.time) / stepMs
        : indexOf(time);
  return { from: place(times.from), to: place(times.to) };
}
