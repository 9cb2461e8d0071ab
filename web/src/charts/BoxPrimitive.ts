import type { Time } from 'lightweight-charts';
import { BackPrimitive, type Ground } from './BackPrimitive';

export interface DrawnBox {
  from: Time;
  to: Time;
  entry: number;
  exit: number;
  colour: string;
  /** Colour never stands alone: the edge of a loss is dashed. */
  isDashed: boolean;
}

/** Closed trades as rectangles, from entry to exit. */
export class BoxPrimitive extends BackPrimitive<DrawnBox> {
  protected draw(boxes: readonly DrawnBox[], { context, x, y, candle }: Ground): void {
    context.lineWidth = 1;
    for (const box of boxes) {
      const [from, to, entry, exit] = [x(box.from), x(box.to), y(box.entry), y(box.exit)];
      if (from === null || to === null || entry === null || exit === null) continue;
      // A trade within one candle is as wide as the candle.
      const by = to - from < candle ? candle / 2 : 0;
      const width = Math.max(1, to - from + 2 * by);
      const [top, height] = [Math.min(entry, exit), Math.max(1, Math.abs(exit - entry))];
      context.fillStyle = `${box.colour}1f`;
      context.fillRect(from - by, top, width, height);
      context.strokeStyle = `${box.colour}99`;
      context.setLineDash(box.isDashed ? [3, 3] : []);
      context.strokeRect(from - by, top, width, height);
    }
    context.setLineDash([]);
  }
}
