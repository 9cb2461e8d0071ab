import { beforeEach, describe, expect, it } from 'vitest';
import { age, clock, dateTime, duration, listTime, setZone } from './time';

const at = Date.UTC(2026, 10, 21, 14, 3, 22, 7);

beforeEach(() => setZone('utc'));

describe('dateTime', () => {
  it('is 2026-11-21 14:03:22 in UTC, with milliseconds when asked', () => {
    expect(dateTime(at)).toBe('2026-11-21 14:03:22');
    expect(dateTime(at, true)).toBe('2026-11-21 14:03:22.007');
    expect(clock(at)).toBe('14:03:22');
    expect(dateTime(null)).toBe('—');
  });

  it('follows the chosen zone, and midnight is 00', () => {
    setZone('Asia/Tokyo');
    expect(dateTime(at)).toBe('2026-11-21 23:03:22');
    setZone('utc');
    expect(clock(Date.UTC(2026, 0, 1))).toBe('00:00:00');
  });
});

describe('duration', () => {
  it('shows the two largest units', () => {
    expect(duration(2 * 86_400_000 + 9 * 3_600_000 + 59_000)).toBe('2d 9h');
    expect(duration(3 * 3_600_000 + 12 * 60_000)).toBe('3h 12m');
    expect(duration(86_400_000)).toBe('1d');
    expect(duration(41_000)).toBe('41s');
    expect(duration(250)).toBe('250ms');
    expect(duration(null)).toBe('—');
  });
});

describe('age', () => {
  it('is relative under a day in lists, a date after', () => {
    expect(age(at, at + 41 * 60_000)).toBe('41m');
    expect(age(at, at - 5000)).toBe('0s');
    expect(listTime(at, at + 3_600_000)).toBe('1h ago');
    expect(listTime(at, at + 2 * 86_400_000)).toBe('2026-11-21 14:03:22');
  });
});
