import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { whenUnauthorized } from '@/api/client';
import { hub } from '@/live/hub';
import { queryClient } from '../queryClient';
import { places } from '../nav';
import { openOverlay, Overlays } from './Overlays';
import { useShortcut } from '../shortcuts/registry';
import { usePreferenceSync } from './usePreferenceSync';
import { BottomTabs } from './BottomTabs';
import { Rail } from './Rail';
import styles from './Shell.module.css';
import { LinkBanner } from './LinkBanner';
import { StatusBar } from './StatusBar';
import { TopBar } from './TopBar';
import { sessionKey } from '@/state/session';
import { usePhone } from '@/ui/useMedia';

/** The frame around every screen: top bar, rail, status bar. */
export function Shell() {
  const navigate = useNavigate();
  const phone = usePhone();
  usePreferenceSync();
  useEffect(() => {
    hub.start();
    whenUnauthorized(() => {
      void queryClient.invalidateQueries({ queryKey: sessionKey });
      void navigate({ to: '/login', search: { to: location.pathname + location.search } });
    });
    return () => hub.stop();
  }, [navigate]);
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        Skip to the screen
      </a>
      <TopBar />
      {!phone && <Rail />}
      <main id="main" className={styles.main} tabIndex={-1}>
        <LinkBanner />
        <Outlet />
      </main>
      {phone ? <BottomTabs /> : <StatusBar />}
      <GoShortcuts />
      <Overlays />
    </div>
  );
}

function GoShortcuts() {
  useShortcut('mod+k', 'Command palette', 'Everywhere', () => openOverlay('palette'));
  useShortcut('?', 'All shortcuts', 'Everywhere', () => openOverlay('shortcuts'));
  useShortcut('ctrl+shift+k', 'Kill switch', 'Everywhere', () => openOverlay('stop'));
  const [withLetter] = useState(() => places.filter(place => place.letter !== undefined));
  return withLetter.map(place => (
    <GoShortcut key={place.to} to={place.to} label={place.label} letter={place.letter as string} />
  ));
}

function GoShortcut({ to, label, letter }: { to: string; label: string; letter: string }) {
  const navigate = useNavigate();
  useShortcut(`g ${letter}`, label, 'Go to', () => void navigate({ to }));
  return null;
}
