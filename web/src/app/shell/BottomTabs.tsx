import { Link } from '@tanstack/react-router';
import { Bell, Layers, LayoutDashboard, ListOrdered, Menu as MenuIcon } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '@/ui/Dialog';
import { groups } from '../nav';
import styles from './BottomTabs.module.css';

const tabs = [
  { to: '/', label: 'Fleet', icon: LayoutDashboard },
  { to: '/positions', label: 'Positions', icon: Layers },
  { to: '/orders', label: 'Orders', icon: ListOrdered },
  { to: '/alerts', label: 'Alerts', icon: Bell },
];

/** The phone's way around. */
export function BottomTabs() {
  const [more, setMore] = useState(false);
  return (
    <nav className={styles.tabs} aria-label="Screens">
      {tabs.map(tab => (
        <Link
          key={tab.to}
          to={tab.to}
          className={styles.tab}
          activeProps={{ 'aria-current': 'page' }}
          activeOptions={{ exact: tab.to === '/', includeSearch: false }}
        >
          <tab.icon size={20} aria-hidden="true" strokeWidth={1.75} />
          {tab.label}
        </Link>
      ))}
      <button type="button" className={styles.tab} aria-haspopup="dialog" onClick={() => setMore(true)}>
        <MenuIcon size={20} aria-hidden="true" strokeWidth={1.75} />
        More
      </button>
      {more && (
        <Dialog title="All screens" onClose={() => setMore(false)}>
          {groups.map(group => (
            <section key={group.name}>
              <h3 className={styles.group}>{group.name}</h3>
              {group.places.map(place => (
                <Link key={place.to} to={place.to} className={styles.place} onClick={() => setMore(false)}>
                  <place.icon size={18} aria-hidden="true" strokeWidth={1.75} />
                  {place.label}
                </Link>
              ))}
            </section>
          ))}
        </Dialog>
      )}
    </nav>
  );
}
