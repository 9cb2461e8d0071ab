import { setPreferences, usePreferences } from '@/state/preferences';
import { Dialog } from '@/ui/Dialog';
import { Kbd } from '@/ui/Kbd';
import { shortcuts } from './registry';
import styles from './ShortcutSheet.module.css';

const alwaysThere = [
  { keys: 'ArrowDown', label: 'Next row, in a table', group: 'Tables' },
  { keys: 'Enter', label: 'Open the row', group: 'Tables' },
  { keys: 'Space', label: 'Select the row', group: 'Tables' },
];

/** Every shortcut that works on the screen behind it. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const letters = usePreferences(state => state.value.letterKeys);
  const seen = new Map<string, { keys: string; label: string; group: string }>();
  for (const it of [...shortcuts(), ...alwaysThere]) seen.set(it.keys, it);
  const groups = Map.groupBy([...seen.values()], it => it.group);
  return (
    <Dialog title="Shortcuts" onClose={onClose} wide>
      <div className={styles.groups}>
        {[...groups].map(([group, items]) => (
          <section key={group}>
            <h3 className={styles.heading}>{group}</h3>
            <dl className={styles.list}>
              {items.map(it => (
                <div key={it.keys} className={styles.item}>
                  <dt>{it.label}</dt>
                  <dd>
                    <Kbd keys={it.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className={styles.switch}>
        <input
          type="checkbox"
          checked={letters}
          onChange={event => setPreferences({ letterKeys: event.target.checked })}
        />
        Single-letter shortcuts (they never act while typing)
      </label>
    </Dialog>
  );
}
