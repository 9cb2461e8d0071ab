import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  Logical,
  SeriesAttachedParameter,
  Time,
} from 'lightweight-charts';

export interface DrawnBox {
  from: Time;
  to: Time;
  entry: number;
  exit: number;
  colour: string;
  /** Colour never stands alone: the edge of a loss is dashed. */
  isDashed: boolean;
}

/** Draws closed trades as rectangles behind the candles, from entry to exit. */
export class BoxPrimitive implements ISeriesPrimitive<Time> {
  private boxes: DrawnBox[] = [];
  private attachedTo: SeriesAttachedParameter<Time> | null = null;

  attached(parameter: SeriesAttachedParameter<Time>): void {
    this.attachedTo = parameter;
  }

  detached(): void {
    this.attachedTo = null;
  }

  set(boxes: DrawnBox[]): void {
    this.boxes = boxes;
    this.attachedTo?.requestUpdate();
  }

  paneViews(): IPrimitivePaneView[] {
    const it = this.attachedTo;
    if (it === null || this.boxes.length === 0) return [];
    const scale = it.chart.timeScale();
    const x = (time: Time): number | null => {
      const at = scale.timeToIndex(time, true);
      return at === null ? null : scale.logicalToCoordinate(at as number as Logical);
    };
    const half = scale.options().barSpacing / 2;
    const drawn = this.boxes.flatMap(box => {
      const [left, right] = [x(box.from), x(box.to)];
      const [entry, exit] = [it.series.priceToCoordinate(box.entry), it.series.priceToCoordinate(box.exit)];
      if (left === null || right === null || entry === null || exit === null) return [];
      // A trade within one candle is as wide as the candle.
      const by = right - left < 2 * half ? half : 0;
      const [top, bottom] = [Math.min(entry, exit), Math.max(entry, exit)];
      return [
        {
          left: left - by,
          top,
          width: Math.max(1, right - left + 2 * by),
          height: Math.max(1, bottom - top),
          colour: box.colour,
          isDashed: box.isDashed,
        },
      ];
    });
    const renderer: IPrimitivePaneRenderer = {
      draw: target =>
        target.useMediaCoordinateSpace(({ context }) => {
          context.lineWidth = 1;
          for (const box of drawn) {
            context.fillStyle = `${box.colour}1f`;
            context.fillRect(box.left, box.top, box.width, box.height);
            context.strokeStyle = `${box.colour}99`;
            context.setLineDash(box.isDashed ? [3, 3] : []);
            context.strokeRect(box.left, box.top, box.width, box.height);
          }
          context.setLineDash([]);
        }),
    };
    return [{ zOrder: () => 'bottom', renderer: () => renderer }];
  }
}
