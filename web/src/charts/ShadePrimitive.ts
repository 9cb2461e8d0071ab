import type { Time } from 'lightweight-charts';
import { BackPrimitive, type Ground } from './BackPrimitive';
import { faded, token } from './colours';

export interface ShadeSpan {
  from: Time;
  to: Time;
  tone: 'warn' | 'up' | 'down';
  label: string;
}

const tones = { warn: 'warn', up: 'blue', down: 'orange' } as const;

/** Stretches of time over the chart's whole height, each with its name: where a guard was on. */
export class ShadePrimitive extends BackPrimitive<ShadeSpan> {
  protected draw(spans: readonly ShadeSpan[], { context, width, height, x }: Ground): void {
    context.font = '10px Inter Variable, sans-serif';
    context.textBaseline = 'top';
    // Names of stretches that meet stand below one another.
    let [row, taken] = [0, Number.NEGATIVE_INFINITY];
    for (const span of spans) {
      const [left, right] = [x(span.from), x(span.to)];
      if (left === null || right === null || right < 0 || left > width) continue;
      context.fillStyle = faded(tones[span.tone], 0.1);
      context.fillRect(left, 0, Math.max(2, right - left), height);
      const at = Math.max(0, left) + 3;
      row = at < taken ? (row + 1) % 4 : 0;
      context.fillStyle = token('fg-2');
      context.fillText(span.label, at, 3 + row * 12);
      taken = Math.max(taken, at + context.measureText(span.label).width + 6);
    }
  }
}
