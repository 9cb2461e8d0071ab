import { type RefObject, useEffect, useRef, useState } from 'react';
import type { PriceLevel } from './CandleChart';

interface Tools {
  box: RefObject<HTMLDivElement | null>;
  levels?: PriceLevel[];
  measuring: boolean;
  price: (y: number) => number | null;
  y: (price: number) => number | null;
  time: (x: number) => number | null;
  /** Keeps the chart still while something is dragged. */
  hold: (held: boolean) => void;
}

export interface Measure {
  left: number;
  top: number;
  width: number;
  height: number;
  change: number;
  by: number;
  ms: number;
}

const reach = 6;

/** Dragging levels, and measuring with Shift-drag or the measure tool. */
export function usePointerTools(tools: Tools): Measure | null {
  const [measure, setMeasure] = useState<Measure | null>(null);
  const latest = useRef(tools);
  useEffect(() => {
    latest.current = tools;
  });
  useEffect(() => {
    const element = tools.box.current;
    if (element === null) return undefined;
    let moving: PriceLevel | null = null;
    let start: { x: number; y: number } | null = null;
    const at = (event: PointerEvent) => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const levelAt = (y: number) =>
      latest.current.levels?.find(level => {
        const own = level.onMove === undefined ? null : latest.current.y(level.price);
        return own !== null && Math.abs(own - y) <= reach;
      }) ?? null;
    const down = (event: PointerEvent) => {
      const point = at(event);
      moving = levelAt(point.y);
      if (moving === null && (event.shiftKey || latest.current.measuring)) start = point;
      else setMeasure(null);
      if (moving === null && start === null) return;
      latest.current.hold(true);
      element.setPointerCapture(event.pointerId);
      event.stopPropagation();
    };
    const move = (event: PointerEvent) => {
      const point = at(event);
      if (moving === null && start === null) {
        element.style.cursor = levelAt(point.y) === null ? '' : 'ns-resize';
        return;
      }
      if (moving !== null) {
        const value = latest.current.price(point.y);
        if (value !== null) moving.onDrag?.(value);
        return;
      }
      if (start === null) return;
      const [p0, p1] = [latest.current.price(start.y), latest.current.price(point.y)];
      const [t0, t1] = [latest.current.time(start.x), latest.current.time(point.x)];
      if (p0 === null || p1 === null || p0 === 0) return;
      setMeasure({
        left: Math.min(start.x, point.x),
        top: Math.min(start.y, point.y),
        width: Math.abs(point.x - start.x),
        height: Math.abs(point.y - start.y),
        change: p1 / p0 - 1,
        by: p1 - p0,
        ms: t0 === null || t1 === null ? 0 : t1 - t0,
      });
    };
    const up = (event: PointerEvent) => {
      const value = moving === null ? null : latest.current.price(at(event).y);
      if (moving !== null && value !== null) moving.onMove?.(value);
      moving = null;
      start = null;
      latest.current.hold(false);
    };
    element.addEventListener('pointerdown', down, true);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    return () => {
      element.removeEventListener('pointerdown', down, true);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
    };
  }, [tools.box]);
  return measure;
}
