import { Link, useSearch } from '@tanstack/react-router';
import { Screen } from '@/ui/Screen';
import { AppearancePart } from './AppearancePart';
import { BackupPart } from './BackupPart';
import { NotificationsPart } from './NotificationsPart';
import { SecurityPart } from './SecurityPart';
import { ServerPart } from './ServerPart';
import { ServicesPart } from './ServicesPart';
import styles from './Settings.module.css';
import { TokensPart } from './TokensPart';

const parts = [
  { id: 'appearance', label: 'Appearance', show: AppearancePart },
  { id: 'security', label: 'Password and second factor', show: SecurityPart },
  { id: 'tokens', label: 'API tokens', show: TokensPart },
  { id: 'notifications', label: 'Notifications', show: NotificationsPart },
  { id: 'services', label: 'Services', show: ServicesPart },
  { id: 'server', label: 'Server', show: ServerPart },
  { id: 'backup', label: 'Backup', show: BackupPart },
] as const;

/** One's own settings, and the server's for its owner. */
export function SettingsScreen() {
  const search: { part?: string } = useSearch({ strict: false });
  const part = parts.find(it => it.id === search.part) ?? parts[0];
  return (
    <Screen title="Settings">
      <div className={styles.layout}>
        <nav aria-label="Settings" className={styles.nav}>
          {parts.map(it => (
            <Link
              key={it.id}
              to="/settings"
              search={{ part: it.id }}
              className={styles.link}
              aria-current={it === part ? 'page' : undefined}
            >
              {it.label}
            </Link>
          ))}
        </nav>
        <div className={styles.parts}>
          <part.show />
        </div>
      </div>
    </Screen>
  );
}
