/** A decimal as the server sends it: plain digits, full precision. Null is "we do not have it", never zero. */
export type Decimal = string | null | undefined;

export const missing = '—';
const minus = '−';

let locale: string | undefined;
const cache = new Map<string, Intl.NumberFormat>();

/** The locale of every number; undefined is the browser's own. */
export function setLocale(value: string | undefined): void {
  locale = value;
  cache.clear();
}

function formatter(digits: number, most: number, signed: boolean): Intl.NumberFormat {
  const key = `${digits}/${most}/${signed}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: most,
      signDisplay: signed ? 'exceptZero' : 'negative',
    });
    cache.set(key, found);
  }
  return found;
}

/** Formats without going through floating point: Intl rounds the decimal text itself. */
function exact(value: string | number, digits: number, most: number, signed: boolean): string {
  return formatter(digits, most, signed)
    .format(value as number)
    .replace('-', minus);
}

const isNumber = (value: Decimal | number): value is string | number =>
  value !== null && value !== undefined && value !== '' && Number.isFinite(Number(value));

/** Quote money: 2 decimals, 8 below 0.01. */
export function money(value: Decimal, signed = false): string {
  if (!isNumber(value)) return missing;
  const size = Math.abs(Number(value));
  return size > 0 && size < 0.01 ? exact(value, 2, 8, signed) : exact(value, 2, 2, signed);
}

/** Profit or loss in quote money: the sign is always there. */
export const pnl = (value: Decimal): string => money(value, true);

const places = (value: string): number => {
  const dot = value.indexOf('.');
  return dot < 0 ? 0 : value.length - dot - 1;
};

/** A price with its instrument's decimals; without them, as many as the server sent. */
export function price(value: Decimal, decimals?: number): string {
  if (!isNumber(value)) return missing;
  const digits = decimals ?? Math.min(places(value), 20);
  return exact(value, digits, digits, false);
}

/** A quantity with its instrument's lot decimals; without them, as many as the server sent. */
export const quantity = price;

/** A ratio as percent: 0.0123 is 1.23 %. The unit stands in the column's header unless asked for. */
export function percent(ratio: number | null | undefined, options: { signed?: boolean; unit?: boolean } = {}): string {
  if (ratio === null || ratio === undefined || !Number.isFinite(ratio)) return missing;
  return exact(ratio * 100, 2, 2, options.signed ?? false) + (options.unit === false ? '' : '%');
}

/** A return that may be of any size: from 10,000 % on in short, for its last digits say nothing. */
export const growth = (ratio: number | null | undefined, options: { signed?: boolean } = {}): string =>
  ratio === null || ratio === undefined || !Number.isFinite(ratio) || Math.abs(ratio) < 100
    ? percent(ratio, options)
    : `${options.signed && ratio > 0 ? '+' : ''}${compact(ratio * 100)}%`;

/** A drawdown is a fall: shown with its minus, whichever sign it was counted with. */
export const drawdown = (ratio: number | null | undefined, options: { unit?: boolean } = {}): string =>
  percent(ratio === null || ratio === undefined || ratio === 0 ? ratio : -Math.abs(ratio), options);

/** Sharpe, profit factor and their kind. */
export const ratio = (value: number | null | undefined): string =>
  isNumber(value as number) ? exact(value as number, 2, 2, false) : missing;

export const bps = (value: number | null | undefined): string =>
  isNumber(value as number) ? exact(value as number, 1, 1, false) : missing;

export const count = (value: number | null | undefined): string =>
  isNumber(value as number) ? exact(value as number, 0, 0, false) : missing;

/** 12.4k; the exact value belongs in the tooltip. */
export function compact(value: number | null | undefined): string {
  if (!isNumber(value as number)) return missing;
  const size = Math.abs(value as number);
  if (size < 10_000) return count(value);
  const [unit, divisor] = size < 1e6 ? ['k', 1e3] : size < 1e9 ? ['M', 1e6] : ['G', 1e9];
  return exact((value as number) / (divisor as number), 1, 1, false) + unit;
}

export function bytes(value: number | null | undefined): string {
  if (!isNumber(value as number)) return missing;
  const size = value as number;
  if (size < 1000) return `${count(size)} B`;
  const [unit, divisor] = size < 1e6 ? ['kB', 1e3] : size < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  return `${exact(size / (divisor as number), 1, 1, false)} ${unit}`;
}

/** −1, 0 or 1: what colour and arrow a number gets. A value that shows as zero has neither. */
export function sign(value: Decimal | number, decimals = 2): -1 | 0 | 1 {
  if (!isNumber(value)) return 0;
  const number = Number(value);
  if (number === 0 || (typeof value === 'number' && Math.abs(number) < 0.5 * 10 ** -decimals)) return 0;
  return number < 0 ? -1 : 1;
}
