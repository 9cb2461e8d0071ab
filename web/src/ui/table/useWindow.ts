import { type RefObject, useEffect, useState } from 'react';

export interface RowWindow {
  from: number;
  to: number;
}

/** Rows to draw: those in view and a few around them. */
export function rowsInView(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
  around = 12,
): RowWindow {
  const first = Math.floor(scrollTop / rowHeight);
  const seen = Math.ceil(height / rowHeight);
  return { from: Math.max(0, Math.min(first, count) - around), to: Math.min(count, first + seen + around) };
}

/** Follows a scrolling element; `onEnd` is told when its last rows come into view. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  onEnd?: () => void,
): RowWindow {
  const [view, setView] = useState<RowWindow>({ from: 0, to: Math.min(count, 40) });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const update = () => {
      const next = rowsInView(element.scrollTop, element.clientHeight || 800, rowHeight, count);
      setView(before => (before.from === next.from && before.to === next.to ? before : next));
      if (onEnd !== undefined && next.to >= count) onEnd();
    };
    update();
    element.addEventListener('scroll', update, { passive: true });
    const observer = new ResizeObserver(update);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', update);
      observer.disconnect();
    };
  }, [scroller, count, rowHeight, onEnd]);
  return view;
}
