import { beforeEach, describe, expect, it } from 'vitest';
import { bps, bytes, compact, growth, money, percent, pnl, price, ratio, setLocale, sign } from './number';

beforeEach(() => setLocale('en-US'));

describe('money', () => {
  it('has 2 decimals, 8 below a hundredth, and a dash for what we do not have', () => {
    expect(money('104211.375')).toBe('104,211.38');
    expect(money('0.0012345678')).toBe('0.00123457');
    expect(money('0')).toBe('0.00');
    expect(money(null)).toBe('—');
    expect(money(undefined)).toBe('—');
    expect(money('')).toBe('—');
  });

  it('never goes through floating point', () => {
    expect(money('123456789012345678901.005')).toBe('123,456,789,012,345,678,901.01');
    expect(price('0.1234567890123456789')).toBe('0.1234567890123456789');
  });

  it('follows the locale', () => {
    setLocale('de-DE');
    expect(money('104211.38')).toBe('104.211,38');
  });
});

describe('pnl', () => {
  it('always has its sign, a real minus, and none for zero', () => {
    expect(pnl('412.07')).toBe('+412.07');
    expect(pnl('-38.02')).toBe('−38.02');
    expect(pnl('0')).toBe('0.00');
  });
});

describe('price', () => {
  it('has the instrument’s decimals, or those the server sent', () => {
    expect(price('64120', 1)).toBe('64,120.0');
    expect(price('0.4210')).toBe('0.4210');
    expect(price(null, 1)).toBe('—');
  });
});

describe('ratios and counts', () => {
  it('shows percent with 2 decimals, ratios with 2, basis points with 1', () => {
    expect(percent(0.0123)).toBe('1.23%');
    expect(percent(-0.0311, { signed: true })).toBe('−3.11%');
    expect(percent(0.18, { signed: true, unit: false })).toBe('+18.00');
    expect(percent(null)).toBe('—');
    expect(percent(Number.NaN)).toBe('—');
    expect(ratio(1.4249)).toBe('1.42');
    expect(bps(2.44)).toBe('2.4');
  });

  it('shortens large counts and bytes', () => {
    expect(compact(9_999)).toBe('9,999');
    expect(compact(12_400)).toBe('12.4k');
    expect(compact(1_930_000)).toBe('1.9M');
    expect(bytes(999)).toBe('999 B');
    expect(bytes(52_400_000)).toBe('52.4 MB');
  });
});

describe('sign', () => {
  it('is zero for what shows as zero', () => {
    expect(sign('0.000')).toBe(0);
    expect(sign(0.00001, 4)).toBe(0);
    expect(sign('-0.01')).toBe(-1);
    expect(sign(0.02, 4)).toBe(1);
    expect(sign(null)).toBe(0);
  });

  it('says a huge return in short', () => {
    expect(growth(0.1234, { signed: true })).toBe(percent(0.1234, { signed: true }));
    expect(growth(99.99)).toBe(percent(99.99));
    expect(growth(64_042.9886, { signed: true })).toBe('+6.4M%');
    expect(growth(null)).toBe(percent(null));
  });
});
