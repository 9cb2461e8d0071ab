import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  Logical,
  SeriesAttachedParameter,
  Time,
} from 'lightweight-charts';
import { faded, token } from './colours';

export interface ShadeSpan {
  from: Time;
  to: Time;
  tone: 'warn' | 'up' | 'down';
  label: string;
}

const tones = { warn: 'warn', up: 'blue', down: 'orange' } as const;

/** Shades stretches of time behind the candles, each with its name: where a guard was on. */
export class ShadePrimitive implements ISeriesPrimitive<Time> {
  private spans: ShadeSpan[] = [];
  private attachedTo: SeriesAttachedParameter<Time> | null = null;

  attached(parameter: SeriesAttachedParameter<Time>): void {
    this.attachedTo = parameter;
  }

  detached(): void {
    this.attachedTo = null;
  }

  set(spans: ShadeSpan[]): void {
    this.spans = spans;
    this.attachedTo?.requestUpdate();
  }

  paneViews(): IPrimitivePaneView[] {
    const scale = this.attachedTo?.chart.timeScale();
    const x = (time: Time): number | null => {
      const at = scale?.timeToIndex(time, true) ?? null;
      return at === null ? null : (scale?.logicalToCoordinate(at as number as Logical) ?? null);
    };
    const boxes = this.spans.flatMap(span => {
      const [left, right] = [x(span.from), x(span.to)];
      return left === null || right === null ? [] : [{ left, width: Math.max(2, right - left), ...span }];
    });
    const renderer: IPrimitivePaneRenderer = {
      draw: target =>
        target.useMediaCoordinateSpace(({ context, mediaSize }) => {
          context.font = '10px Inter Variable, sans-serif';
          context.textBaseline = 'top';
          // Names of stretches that meet stand below one another.
          let [row, taken] = [0, Number.NEGATIVE_INFINITY];
          for (const box of boxes) {
            context.fillStyle = faded(tones[box.tone], 0.1);
            context.fillRect(box.left, 0, box.width, mediaSize.height);
            if (box.left + box.width < 0 || box.left > mediaSize.width) continue;
            const at = Math.max(0, box.left) + 3;
            row = at < taken ? (row + 1) % 4 : 0;
            context.fillStyle = token('fg-2');
            context.fillText(box.label, at, 3 + row * 12);
            taken = Math.max(taken, at + context.measureText(box.label).width + 6);
          }
        }),
    };
    return [{ zOrder: () => 'bottom', renderer: () => renderer }];
  }
}
