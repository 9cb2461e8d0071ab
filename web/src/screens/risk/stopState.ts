import type { HaltReport } from '@/api/risk';

export type Phase = 'asking' | 'sending' | 'answered' | 'unanswered';

export interface StopState {
  phase: Phase;
  flatten: boolean;
  reports: HaltReport[];
  error: unknown;
  /** When it was sent. */
  since: number | null;
}

export type StopEvent =
  | { is: 'flatten'; on: boolean }
  | { is: 'sent'; at: number }
  | { is: 'progress'; reports: HaltReport[] }
  | { is: 'answered'; reports: HaltReport[] }
  | { is: 'failed'; error: unknown }
  | { is: 'again' };

export const begin: StopState = { phase: 'asking', flatten: false, reports: [], error: null, since: null };

/** What the kill switch dialog shows after what happened. An answer, once there, is not taken back by a late progress. */
export function step(state: StopState, event: StopEvent): StopState {
  switch (event.is) {
    case 'flatten':
      return state.phase === 'asking' ? { ...state, flatten: event.on } : state;
    case 'sent':
      return state.phase === 'sending' ? state : { ...state, phase: 'sending', error: null, since: event.at };
    case 'progress':
      return state.phase === 'sending' || state.phase === 'unanswered' ? { ...state, reports: event.reports } : state;
    case 'answered':
      return { ...state, phase: 'answered', reports: event.reports, error: null };
    case 'failed':
      return { ...state, phase: 'unanswered', error: event.error };
    case 'again':
      return { ...state, phase: 'asking', error: null };
  }
}

/** What is still to do on an account: nothing, or what stays on top until somebody has seen it. */
export function left(report: HaltReport, flatten: boolean): string[] {
  const rest: string[] = [];
  if (report.entries > 0)
    rest.push(`${report.entries} entry ${report.entries === 1 ? 'order' : 'orders'} may still be at the venue`);
  if (flatten && report.positions.length > 0) rest.push(`open: ${report.positions.join(', ')}`);
  return rest;
}

/** The accounts with something left first. */
export const byTrouble = (reports: HaltReport[], flatten: boolean): HaltReport[] =>
  [...reports].sort((a, b) => left(b, flatten).length - left(a, flatten).length || a.account.localeCompare(b.account));
