/** The part of the app that draws candles. */
export const loadCandlePlot = () => import('./CandlePlot');

/** Fetches it once the page has come to rest; returns what takes that back. */
export function preloadCandlePlot(): () => void {
  // Not every browser says when it is idle.
  const timer = setTimeout(() => void loadCandlePlot().catch(() => {}), 300);
  return () => clearTimeout(timer);
}
