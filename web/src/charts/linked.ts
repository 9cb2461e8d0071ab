import type { Range } from './paging';

/** A chart that moves with others. */
export interface LinkedChart {
  /** Shows this stretch of time. */
  show: (view: Range) => void;
  /** Points at this candle, Unix ms; at none. */
  point: (time: number | null) => void;
}

/**
 * Charts that move together. One leads, the one a hand is on, and the others follow: what a chart says while it
 * follows is only the echo of what it was told.
 */
export class ChartLink {
  private readonly charts = new Set<LinkedChart>();
  private leader: LinkedChart | null = null;

  /** A chart comes in; what is given back takes it out. */
  join(chart: LinkedChart): () => void {
    this.charts.add(chart);
    return () => {
      this.charts.delete(chart);
      if (this.leader === chart) this.leader = null;
    };
  }

  /** A hand is on this chart. */
  lead(chart: LinkedChart): void {
    if (this.leader === chart || !this.charts.has(chart)) return;
    const before = this.leader;
    this.leader = chart;
    before?.point(null);
  }

  /** Whether a chart leads. */
  leads(chart: LinkedChart): boolean {
    return this.leader === chart;
  }

  /** A chart shows another stretch of time. */
  move(chart: LinkedChart, view: Range): void {
    if (this.leader !== chart) return;
    for (const other of this.charts) if (other !== chart) other.show(view);
  }

  /** A chart's crosshair is elsewhere, or gone. */
  point(chart: LinkedChart, time: number | null): void {
    if (this.leader !== chart) return;
    for (const other of this.charts) if (other !== chart) other.point(time);
  }
}

/** At most so many charts stand side by side. */
export const mostLinked = 6;
