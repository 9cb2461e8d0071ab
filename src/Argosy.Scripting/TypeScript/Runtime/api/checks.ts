// What an argument must be, said in one sentence where it is not.

/** Longest window an indicator accepts, in candles; Argosy.Indicators.Require in C#. */
const LONGEST_WINDOW = 10_000_000;

/** How a value is called in a message, e.g. `the text "5"`. */
export function said(value: unknown): string {
  if (typeof value === 'string') return `the text ${JSON.stringify(value)}`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === undefined) return 'missing';
  return typeof value === 'function' ? 'a function' : 'an object';
}

/** The period itself, when it is a whole number from `least`. */
export function period(call: string, name: string, value: number, least = 1): number {
  if (Number.isInteger(value) && value >= least && value <= LONGEST_WINDOW) return value;
  throw new RangeError(
    `${call}: ${name} is ${said(value)}; expected a whole number from ${least} to ${LONGEST_WINDOW}`,
  );
}

/** The number itself, when it is finite and above 0. */
export function positive(call: string, name: string, value: number): number {
  if (typeof value === 'number' && value > 0 && value < Infinity) return value;
  throw new RangeError(`${call}: ${name} is ${said(value)}; expected a number above 0`);
}

/** The text itself, when it is one and not empty. */
export function text(call: string, name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError(`${call}: ${name} is ${said(value)}; expected a text`);
}

/** `, did you mean 'x'?` or nothing: to be put after a name that is not known. Argosy.Core.Values.Suggestion in C#. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const typed = word.toLowerCase();
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const name = candidate.toLowerCase();
    const away = distance(typed, name);
    const allowed = Math.min(Math.floor((Math.max(typed.length, name.length) + 2) / 3), typed.length - 1);
    const begins = typed.length >= 2 && name.startsWith(typed);
    if ((away > allowed && !begins) || away >= least) continue;
    best = candidate;
    least = away;
  }
  return best === undefined ? '' : `, did you mean '${best}'?`;
}

/** Letters to insert, delete, replace or swap with a neighbour to turn one word into the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
