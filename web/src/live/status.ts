import { create } from 'zustand';
import { useNow } from '@/state/now';

export type LinkState = 'off' | 'connecting' | 'live' | 'lost';

interface LinkStatus {
  state: LinkState;
  /** When the connection was lost; null while it stands. */
  lostAt: number | null;
  /** When the next try begins. */
  retryAt: number | null;
  /** Messages in the last second. */
  rate: number;
}

/** The hub connection as the status bar and the banner show it. */
export const useLink = create<LinkStatus>(() => ({ state: 'off', lostAt: null, retryAt: null, rate: 0 }));

/** Before this many ms without a connection nothing is called stale: a blink is not worth a word. */
export const patience = 3000;

/** Since when the connection is lost, once that is longer than a blink; null while it stands. */
export function useLostSince(): number | null {
  const lostAt = useLink(link => link.lostAt);
  const now = useNow();
  return lostAt !== null && now - lostAt >= patience ? lostAt : null;
}
