import styles from './Kbd.module.css';

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A shortcut as keys: `mod+k`, `g f`, `ctrl+shift+k`. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      {keys.split(' ').map((stroke, index) => (
        <kbd key={index} className={styles.key}>
          {stroke
            .split('+')
            .map(part => (part === 'mod' ? (isMac ? '⌘' : 'Ctrl') : part.length === 1 ? part.toUpperCase() : part))
            .map(part => part.charAt(0).toUpperCase() + part.slice(1))
            .join(' ')}
        </kbd>
      ))}
    </span>
  );
}
