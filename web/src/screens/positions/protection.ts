import type { Position } from '@/api/trading';
import { percent, price } from '@/format/number';

/** What a drag or a button proposes; a text is a price, empty is none. */
export interface Proposal {
  stop?: string;
  target?: string;
}

/** The request of a change: only what differs from what is there; null where nothing does. */
export function changeOf(position: Position, wanted: { stop: string; target: string }) {
  const body: { stop?: string; target?: string; dropStop?: true; dropTarget?: true } = {};
  if (differs(position.stop, wanted.stop)) {
    if (wanted.stop === '') body.dropStop = true;
    else body.stop = wanted.stop;
  }
  if (differs(position.target, wanted.target)) {
    if (wanted.target === '') body.dropTarget = true;
    else body.target = wanted.target;
  }
  return Object.keys(body).length === 0 ? null : body;
}

/** What a change does, a line each; the server says again what it did. */
export function effectsOf(position: Position, wanted: { stop: string; target: string }): string[] {
  const body = changeOf(position, wanted);
  if (body === null) return [];
  const lines: string[] = [];
  if (body.dropStop === true) {
    lines.push(`The stop at ${price(position.stop)} is taken away: nothing ends a loss of this position any more.`);
  } else if (body.stop !== undefined) lines.push(moved('stop', position.stop, body.stop, position.mark));
  if (body.dropTarget === true) lines.push(`The take-profit at ${price(position.target)} is taken away.`);
  else if (body.target !== undefined) lines.push(moved('take-profit', position.target, body.target, position.mark));
  return lines;
}

/** A price read off a chart, with the decimals its instrument's prices are shown with. */
export function priceOf(value: number, position: Position): string {
  const known = [position.mark, position.entry, position.stop, position.target];
  const places = known.map(text => (text ?? '').split('.')[1]?.length ?? 0);
  // The average of an entry may lie between two ticks.
  return value.toFixed(Math.min(places[0] ?? 0, 12) || Math.min(Math.max(places[2] ?? 0, places[3] ?? 0), 12));
}

const differs = (before: string | null, after: string) =>
  after === '' ? before !== null : before === null || Number(before) !== Number(after);

function moved(what: string, before: string | null, after: string, mark: string | null): string {
  const away =
    mark === null || Number(mark) === 0
      ? ''
      : `, ${percent(Number(after) / Number(mark) - 1, { signed: true })} from the mark`;
  return before === null
    ? `A ${what} is set at ${price(after)}${away}.`
    : `The ${what} moves from ${price(before)} to ${price(after)}${away}.`;
}
