import { describe, expect, it } from 'vitest';
import { errorCorrection, qrModules } from './qr';

describe('QR code', () => {
  it('corrects errors as the standard’s worked example does', () => {
    const data = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17];
    expect(errorCorrection(data, 10)).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
  });

  it('grows with the text and has its three finders', () => {
    for (const [length, size] of [
      [14, 21],
      [26, 25],
      [120, 45],
      [213, 57],
    ] as const) {
      const grid = qrModules('x'.repeat(length));
      expect(grid.length).toBe(size);
      for (const [row, column] of [
        [0, 0],
        [0, size - 7],
        [size - 7, 0],
      ] as const) {
        expect(
          grid.slice(row, row + 7).map(line =>
            line
              .slice(column, column + 7)
              .map(Number)
              .join(''),
          ),
        ).toEqual(['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']);
      }
    }
  });

  it('refuses what does not fit', () => {
    expect(() => qrModules('x'.repeat(214))).toThrow(RangeError);
  });
});
