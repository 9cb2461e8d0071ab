import { describe, expect, it } from 'vitest';
import { defaults, merge } from './preferences';

describe('merge', () => {
  it('takes over what has the right form and drops the rest', () => {
    expect(merge({ theme: 'light', rail: 'yes', tables: [], unknown: 1, macros: [] })).toEqual({
      ...defaults,
      theme: 'light',
    });
    expect(merge(null)).toEqual(defaults);
    expect(merge('broken')).toEqual(defaults);
  });
});
