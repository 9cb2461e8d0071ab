import { Link, useNavigate } from '@tanstack/react-router';
import { Bell, ChevronDown, OctagonX, Search } from 'lucide-react';
import { write } from '@/api/client';
import { useOpenAlerts } from '@/api/alerts';
import { useFleet } from '@/api/fleet';
import { money } from '@/format/number';
import { adoptSession, sessionKey, useIdentity } from '@/state/session';
import { ModeBadge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Delta } from '@/ui/Delta';
import { Kbd } from '@/ui/Kbd';
import { Menu } from '@/ui/Menu';
import { toast } from '@/ui/toast';
import { queryClient } from '../queryClient';
import { openOverlay } from './Overlays';
import { Mark } from './Mark';
import styles from './TopBar.module.css';

export function TopBar() {
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.brand} aria-label="Argosy: fleet">
        <Mark />
        <span className={styles.word}>Argosy</span>
      </Link>
      <Money />
      <div className={styles.right}>
        <Alerts />
        <Button
          kind="quiet"
          className={styles.palette}
          onClick={() => openOverlay('palette')}
          icon={<Search size={14} aria-hidden="true" />}
        >
          <span className="visually-hidden">Command palette</span>
          <span className={styles.wide}>
            <Kbd keys="mod+k" />
          </span>
        </Button>
        <UserMenu />
        <Button
          kind="danger"
          className={styles.stop}
          aria-keyshortcuts="Control+Shift+K"
          icon={<OctagonX size={14} aria-hidden="true" />}
          onClick={() => openOverlay('stop')}
        >
          Stop
        </Button>
      </div>
    </header>
  );
}

/** Equity and today's result of each mode apart: live and paper money never share a total. */
function Money() {
  const fleet = useFleet().data;
  const modes = fleet?.modes.filter(it => it.equity !== null) ?? [];
  const badge = new Set(modes.map(it => it.mode)).size > 1 ? 'mixed' : modes[0]?.mode;
  return (
    <div className={styles.money}>
      {badge !== undefined && <ModeBadge mode={badge} />}
      {modes.map(it => (
        <span key={`${it.mode}/${it.currency}`} className={styles.mode}>
          {modes.length > 1 && <span className={styles.label}>{it.mode === 'live' ? 'Live' : 'Paper'}</span>}
          <span className={styles.label}>Equity</span>
          <span className={styles.number} title={it.equity ?? undefined}>
            {money(it.equity)} <span className={styles.label}>{it.currency ?? ''}</span>
          </span>
          <span className={styles.today}>
            <span className={styles.label}>Today</span> <Delta value={it.today} />
          </span>
        </span>
      ))}
    </div>
  );
}

function Alerts() {
  const open = useOpenAlerts().data?.items.length ?? 0;
  return (
    <Link to="/alerts" className={styles.alerts} aria-label={`Alerts: ${open} open`}>
      <Bell size={15} aria-hidden="true" />
      {open > 0 && <span className={styles.badge}>{open > 99 ? '99+' : open}</span>}
    </Link>
  );
}

function UserMenu() {
  const { name, role } = useIdentity();
  const navigate = useNavigate();
  const logOut = async () => {
    try {
      await write('none', 'POST', '/auth/logout');
      queryClient.clear();
      adoptSession({ firstRun: false, user: null, csrf: null, elevatedUntil: null, version: '' });
      await queryClient.invalidateQueries({ queryKey: sessionKey });
      await navigate({ to: '/login' });
    } catch (error) {
      toast.error('You are still logged in', error);
    }
  };
  return (
    <Menu
      label={`${name ?? 'User'}, ${role ?? ''}`}
      kind="quiet"
      trigger={
        <span className={styles.user}>
          {name}
          <ChevronDown size={12} aria-hidden="true" />
        </span>
      }
      items={[
        { label: 'Settings', onSelect: () => void navigate({ to: '/settings' }) },
        { label: 'Shortcuts', onSelect: () => openOverlay('shortcuts') },
        { label: 'About', onSelect: () => void navigate({ to: '/about' }) },
        'separator',
        { label: 'Log out', onSelect: () => void logOut() },
      ]}
    />
  );
}
