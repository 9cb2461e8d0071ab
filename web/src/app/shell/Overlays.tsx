import { Suspense, lazy } from 'react';
import { create } from 'zustand';

export type Overlay = 'palette' | 'shortcuts' | 'stop';

const useOverlay = create<{ open: Overlay | null }>(() => ({ open: null }));

export const openOverlay = (open: Overlay): void => useOverlay.setState({ open });
const close = (): void => useOverlay.setState({ open: null });

const Palette = lazy(() => import('../palette/Palette').then(module => ({ default: module.Palette })));
const ShortcutSheet = lazy(() =>
  import('../shortcuts/ShortcutSheet').then(module => ({ default: module.ShortcutSheet })),
);
const StopDialog = lazy(() => import('@/screens/risk/StopDialog').then(module => ({ default: module.StopDialog })));

/** The kill switch must open when the server does not answer any more: its part is fetched while all is well. */
setTimeout(() => void import('@/screens/risk/StopDialog'), 3000);

export function Overlays() {
  const open = useOverlay(state => state.open);
  return (
    <Suspense fallback={null}>
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'shortcuts' && <ShortcutSheet onClose={close} />}
      {open === 'stop' && <StopDialog onClose={close} />}
    </Suspense>
  );
}
