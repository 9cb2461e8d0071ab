import { expect, it } from 'vitest';
import { ChartLink, type LinkedChart } from './linked';

/** A chart that says where it was moved, as a real one does. */
function chart(link: ChartLink) {
  const told: unknown[] = [];
  const it: LinkedChart = {
    show: view => {
      told.push(view);
      // Its candles end elsewhere: what it shows is not quite what it was told.
      link.move(it, { from: view.from + 1, to: view.to });
    },
    point: time => {
      told.push(time);
      link.point(it, time);
    },
  };
  const leave = link.join(it);
  return { it, told, leave };
}

it('the chart a hand is on leads; what the others say is their echo', () => {
  const link = new ChartLink();
  const [one, two, three] = [chart(link), chart(link), chart(link)];
  link.move(one.it, { from: 1, to: 2 });
  expect(two.told).toEqual([]);

  link.lead(one.it);
  expect([link.leads(one.it), link.leads(two.it)]).toEqual([true, false]);
  link.move(one.it, { from: 1, to: 2 });
  link.point(one.it, 7);
  expect([one.told, two.told, three.told]).toEqual([[], [{ from: 1, to: 2 }, 7], [{ from: 1, to: 2 }, 7]]);

  // The crosshair of the one before goes with the lead.
  link.lead(two.it);
  link.point(two.it, 8);
  expect([one.told, two.told.length, three.told.at(-1)]).toEqual([[null, 8], 2, 8]);
});

it('a chart that left is neither told nor heard', () => {
  const link = new ChartLink();
  const [one, two] = [chart(link), chart(link)];
  link.lead(one.it);
  one.leave();
  link.move(one.it, { from: 1, to: 2 });
  link.lead(one.it);
  link.move(one.it, { from: 1, to: 2 });
  expect(two.told).toEqual([]);
  two.leave();
});
