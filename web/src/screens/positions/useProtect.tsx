import { type ReactNode, Suspense, lazy, useCallback, useState } from 'react';
import type { Position } from '@/api/trading';
import type { Proposal } from './protection';

const ProtectDialog = lazy(() => import('./ProtectDialog').then(module => ({ default: module.ProtectDialog })));

interface Asked {
  position: Position;
  proposal: Proposal;
}

/** The dialog of a position's stop and take-profit: what opens it, and what to show. */
export function useProtect(): { protect: (position: Position, proposal?: Proposal) => void; dialog: ReactNode } {
  const [asked, setAsked] = useState<Asked | null>(null);
  const protect = useCallback((position: Position, proposal: Proposal = {}) => setAsked({ position, proposal }), []);
  const dialog = asked !== null && (
    <Suspense fallback={null}>
      <ProtectDialog position={asked.position} proposal={asked.proposal} onClose={() => setAsked(null)} />
    </Suspense>
  );
  return { protect, dialog };
}
