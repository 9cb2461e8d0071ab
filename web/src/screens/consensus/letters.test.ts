import { expect, it } from 'vitest';
import { votesInWords } from './letters';

it('counts the votes of both rounds, in words', () => {
  expect(votesInWords('++-0|yn.l', 'long')).toBe('3 buy, 1 sell, 2 hold, 1 no vote, 1 late: long');
  expect(votesInWords('', 'hold')).toBe(': hold');
});
