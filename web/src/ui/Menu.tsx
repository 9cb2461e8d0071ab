import { type KeyboardEvent, type ReactNode, createContext, useContext, useEffect, useId, useRef } from 'react';
import { Button } from './Button';
import styles from './Menu.module.css';
import { cx } from './cx';

export interface MenuItem {
  label: ReactNode;
  onSelect: () => void;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
}

interface Props {
  label: string;
  /** What the button shows; the label where nothing is given. */
  trigger?: ReactNode;
  icon?: ReactNode;
  kind?: 'default' | 'quiet' | 'danger';
  items: (MenuItem | 'separator')[];
  square?: boolean;
  className?: string;
}

/** Hears when a menu below it opens and closes: what changes by itself stands still meanwhile. */
export const MenuWatch = createContext<(isOpen: boolean) => void>(() => {});

/** A button with a menu in the browser's own top layer: outside click and Esc close it. */
export function Menu({ label, trigger, icon, kind = 'default', items, square, className }: Props) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLSpanElement>(null);
  const watch = useContext(MenuWatch);
  useEffect(() => {
    const it = menu.current;
    let isOpen = false;
    const hear = (event: ToggleEvent) => {
      isOpen = event.newState === 'open';
      watch(isOpen);
    };
    it?.addEventListener('toggle', hear);
    return () => {
      it?.removeEventListener('toggle', hear);
      // One that goes while it is open is closed.
      if (isOpen) watch(false);
    };
  }, [watch]);

  const place = () => {
    const anchor = button.current?.getBoundingClientRect();
    const it = menu.current;
    if (anchor === undefined || it === null) return;
    const width = it.offsetWidth;
    const below = anchor.bottom + 4;
    const fits = below + it.offsetHeight <= innerHeight;
    it.style.left = `${Math.max(4, Math.min(anchor.right - width, innerWidth - width - 4))}px`;
    it.style.top = `${fits ? below : Math.max(4, anchor.top - it.offsetHeight - 4)}px`;
  };
  const options = () => [...(menu.current?.querySelectorAll<HTMLButtonElement>('[role=menuitem]:enabled') ?? [])];
  const open = () => {
    menu.current?.showPopover();
    place();
    options()[0]?.focus();
  };
  const close = () => {
    menu.current?.hidePopover();
    button.current?.querySelector('button')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = options();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[(to + all.length) % all.length]?.focus();
    } else if (event.key === 'Tab') close();
    event.stopPropagation();
  };
  return (
    <span ref={button} className={cx(styles.anchor, className)}>
      <Button
        kind={kind}
        icon={icon}
        square={square}
        aria-haspopup="menu"
        aria-controls={id}
        aria-label={square ? label : undefined}
        onClick={open}
      >
        {trigger ?? (square ? null : label)}
      </Button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        className={styles.menu}
        onKeyDown={onKeyDown}
      >
        {items.map((item, index) =>
          item === 'separator' ? (
            <hr key={index} className={styles.separator} />
          ) : (
            <button
              key={index}
              type="button"
              role="menuitem"
              tabIndex={-1}
              disabled={item.disabled}
              className={cx(styles.item, item.danger && styles.danger)}
              onClick={() => {
                close();
                item.onSelect();
              }}
            >
              {item.icon}
              {item.label}
            </button>
          ),
        )}
      </div>
    </span>
  );
}
