import type { IPrimitivePaneView, ISeriesPrimitive, Logical, SeriesAttachedParameter, Time } from 'lightweight-charts';

/** What a primitive draws on, and with. */
export interface Ground {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
  /** Where a time is, px; null where nothing is drawn. */
  x: (time: Time) => number | null;
  /** Where a price is, px. */
  y: (price: number) => number | null;
  /** Width of a candle with its gap, px. */
  candle: number;
}

/** Draws some things behind the candles of a chart; a kind of things is a class of its own. */
export abstract class BackPrimitive<T> implements ISeriesPrimitive<Time> {
  private things: T[] = [];
  private attachedTo: SeriesAttachedParameter<Time> | null = null;

  /** Draws them. */
  protected abstract draw(things: readonly T[], ground: Ground): void;

  attached(parameter: SeriesAttachedParameter<Time>): void {
    this.attachedTo = parameter;
  }

  detached(): void {
    this.attachedTo = null;
  }

  /** These take the place of those before. */
  set(things: T[]): void {
    this.things = things;
    this.attachedTo?.requestUpdate();
  }

  paneViews(): IPrimitivePaneView[] {
    const it = this.attachedTo;
    if (it === null || this.things.length === 0) return [];
    const scale = it.chart.timeScale();
    const x = (time: Time): number | null => {
      const at = scale.timeToIndex(time, true);
      return at === null ? null : scale.logicalToCoordinate(at as number as Logical);
    };
    const y = (price: number): number | null => it.series.priceToCoordinate(price);
    const candle = scale.options().barSpacing;
    return [
      {
        zOrder: () => 'bottom',
        renderer: () => ({
          draw: target =>
            target.useMediaCoordinateSpace(({ context, mediaSize: { width, height } }) =>
              this.draw(this.things, { context, width, height, x, y, candle }),
            ),
        }),
      },
    ];
  }
}
