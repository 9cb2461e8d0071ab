import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button } from './Button';
import styles from './Dialog.module.css';
import { cx } from './cx';

interface Props {
  title: ReactNode;
  onClose: () => void;
  /** Esc and the cross do nothing: something is under way that must be seen to its end. */
  locked?: boolean;
  wide?: boolean;
  tone?: 'plain' | 'crit';
  footer?: ReactNode;
  children: ReactNode;
}

/** A modal dialog: the browser keeps focus inside, makes the rest inert and gives focus back. Shown while mounted. */
export function Dialog({ title, onClose, locked, wide, tone = 'plain', footer, children }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed while it still stands in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const it = dialog.current;
    if (it !== null && !it.open) {
      it.showModal();
      // The browser would begin at the cross; a dialog begins where it is answered.
      const body = it.querySelector<HTMLElement>('[data-dialog-body]');
      const first =
        it.querySelector<HTMLElement>('[data-autofocus]') ??
        body?.querySelector<HTMLElement>('input, select, textarea, button');
      first?.focus();
    }
    return () => it?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={cx(styles.dialog, wide && styles.wide, tone === 'crit' && styles.crit)}
      onCancel={event => {
        event.preventDefault();
        if (!locked) onClose();
      }}
    >
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <Button
          kind="quiet"
          square
          aria-label="Close"
          disabled={locked}
          onClick={onClose}
          icon={<X size={16} aria-hidden="true" />}
        />
      </header>
      <div className={styles.body} data-dialog-body>
        {children}
      </div>
      {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
    </dialog>
  );
}
