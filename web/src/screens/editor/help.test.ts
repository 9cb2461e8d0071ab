import { expect, it } from 'vitest';
import { searchHelp } from './help';

const member = (name: string, summary: string) => ({ name, signature: `${name}()`, summary });
const sections = [
  { name: 'orders', title: 'Orders', members: [member('cancel', 'Ends an order'), member('buy', 'Orders a purchase')] },
  { name: 'plots', title: 'Plots', members: [member('plotPoint', 'Draws a point')] },
];

it('finds what says every word, names first', () => {
  expect(searchHelp(sections, '').length).toBe(2);
  expect(searchHelp(sections, 'point')[0]?.members.map(it => it.name)).toEqual(['plotPoint']);
  expect(searchHelp(sections, 'orders BUY')[0]?.members.map(it => it.name)).toEqual(['buy']);
  expect(searchHelp(sections, 'nothing like it')).toEqual([]);
});
