import { describe, expect, it, vi } from 'vitest';

vi.mock('./monaco', () => ({ monaco: {} }));

const { sixDigits } = await import('./theme');

describe('colours for Monaco', () => {
  it('have six digits, however short the build wrote them', () => {
    expect(sixDigits('#fff')).toBe('#ffffff');
    expect(sixDigits('#A1c')).toBe('#AA11cc');
    expect(sixDigits('#12a4f0')).toBe('#12a4f0');
  });
});
