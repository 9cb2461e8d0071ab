import { describe, expect, it } from 'vitest';
import { dayToMs, lines, parameterFault, toParameters } from './request';

const parameter = {
  name: 'fast',
  type: 'whole-number',
  default: '10',
  min: 1,
  max: 500,
  choices: [],
  help: '',
};
const strategy = {
  name: 'ma-cross',
  summary: '',
  parameters: [parameter, { ...parameter, name: 'slow', default: '30' }],
};

describe('a request made from a form', () => {
  it('leaves out what is empty or the default', () => {
    expect(toParameters(strategy, { fast: '12', slow: '30' })).toEqual({ fast: '12' });
    expect(toParameters(strategy, { fast: ' ', slow: '48' })).toEqual({ slow: '48' });
  });
  it('takes one rule a line', () => expect(lines(' stop:2%\n\n target:4% ')).toEqual(['stop:2%', 'target:4%']));
  it('reads a day as its start in UTC', () => {
    expect(dayToMs('2024-01-02')).toBe(Date.UTC(2024, 0, 2));
    expect(dayToMs('')).toBeUndefined();
  });
  it('says what is wrong with a parameter', () => {
    expect(parameterFault(parameter, '')).toBeUndefined();
    expect(parameterFault(parameter, 'x')).toBe('A number');
    expect(parameterFault(parameter, '1.5')).toBe('A whole number');
    expect(parameterFault(parameter, '0')).toBe('At least 1');
    expect(parameterFault(parameter, '501')).toBe('At most 500');
    expect(parameterFault({ ...parameter, default: null }, '')).toBe('A value is needed');
  });
});
