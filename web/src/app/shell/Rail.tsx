import { Link } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { setPreferences, usePreferences } from '@/state/preferences';
import { cx } from '@/ui/cx';
import { useMedia } from '@/ui/useMedia';
import { groups } from '../nav';
import styles from './Rail.module.css';

/** The left rail: every screen, in its group. On a tablet, or when folded, icons only. */
export function Rail() {
  const wanted = usePreferences(state => state.value.rail);
  const tablet = useMedia('(width < 1200px)');
  const open = wanted && !tablet;
  return (
    <nav className={cx(styles.rail, !open && styles.folded)} aria-label="Screens">
      <div className={styles.groups}>
        {groups.map(group => (
          <div key={group.name} className={styles.group}>
            <h2 className={styles.heading}>{group.name}</h2>
            <ul className={styles.list}>
              {group.places.map(place => (
                <li key={place.to}>
                  <Link
                    to={place.to}
                    className={styles.link}
                    activeProps={{ 'aria-current': 'page' }}
                    activeOptions={{ exact: place.to === '/', includeSearch: false }}
                    title={open ? undefined : place.label}
                  >
                    <place.icon size={16} aria-hidden="true" strokeWidth={1.75} />
                    <span className={styles.label}>{place.label}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      {!tablet && (
        <button
          type="button"
          className={styles.fold}
          aria-expanded={open}
          aria-label={open ? 'Fold the rail' : 'Unfold the rail'}
          onClick={() => setPreferences({ rail: !wanted })}
        >
          {open ? <PanelLeftClose size={16} aria-hidden="true" /> : <PanelLeftOpen size={16} aria-hidden="true" />}
        </button>
      )}
    </nav>
  );
}
