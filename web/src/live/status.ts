import { create } from 'zustand';

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
