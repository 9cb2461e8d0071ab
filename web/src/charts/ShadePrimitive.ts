import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  SeriesAttachedParameter,
  Time,
} from 'lightweight-charts';
import { faded } from './colours';

export interface ShadeSpan {
  from: Time;
  to: Time;
  tone: 'warn' | 'up' | 'down';
}

/** Shades stretches of time behind the candles: where a guard was on, where a trade was open. */
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
    const boxes = this.spans.flatMap(span => {
      const [from, to] = [scale?.timeToCoordinate(span.from), scale?.timeToCoordinate(span.to)];
      const visible = scale?.getVisibleRange();
      if (visible === null || visible === undefined || scale === undefined) return [];
      const left = from ?? (Number(span.from) < Number(visible.from) ? 0 : null);
      const right = to ?? (Number(span.to) > Number(visible.to) ? scale.width() : null);
      return left === null || right === null || right <= left ? [] : [{ left, right, tone: span.tone }];
    });
    const renderer: IPrimitivePaneRenderer = {
      draw: target =>
        target.useBitmapCoordinateSpace(({ context, horizontalPixelRatio, bitmapSize }) => {
          for (const box of boxes) {
            context.fillStyle = faded(box.tone === 'warn' ? 'warn' : box.tone === 'up' ? 'blue' : 'orange', 0.1);
            context.fillRect(
              box.left * horizontalPixelRatio,
              0,
              (box.right - box.left) * horizontalPixelRatio,
              bitmapSize.height,
            );
          }
        }),
    };
    return [{ zOrder: () => 'bottom', renderer: () => renderer }];
  }
}
