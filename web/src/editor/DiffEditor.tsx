import { useEffect, useRef } from 'react';
import { useMedia } from '@/ui/useMedia';
import styles from './editor.module.css';
import { monaco } from './monaco';
import { common, plainBrackets } from './options';
import { followTheme } from './theme';

interface Props {
  language: string;
  /** What each side is, for who hears it read. */
  labels: { before: string; after: string };
  before: string;
  after: string;
  height: number | string;
  /** The right side can be edited; told at every change. */
  onEdit?: (text: string) => void;
}

/** Two texts beside one another, or below where there is no room. */
export function DiffEditor({ language, labels, before, after, height, onEdit }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const edited = useRef(onEdit);
  const narrow = useMedia('(width < 1000px)');
  const editable = onEdit !== undefined;
  useEffect(() => {
    edited.current = onEdit;
  });
  useEffect(() => followTheme(), []);
  useEffect(() => {
    const original = monaco.editor.createModel(before, language);
    const modified = monaco.editor.createModel(after, language);
    original.updateOptions(plainBrackets);
    modified.updateOptions(plainBrackets);
    const it = monaco.editor.createDiffEditor(place.current as HTMLElement, {
      ...common,
      readOnly: !editable,
      originalEditable: false,
      renderSideBySide: !narrow,
      useInlineViewWhenSpaceIsLimited: false,
      renderOverviewRuler: false,
      renderGutterMenu: false,
      hideUnchangedRegions: { enabled: true, minimumLineCount: 6 },
    });
    it.setModel({ original, modified });
    it.getOriginalEditor().updateOptions({ ariaLabel: labels.before });
    it.getModifiedEditor().updateOptions({ ariaLabel: labels.after });
    const change = modified.onDidChangeContent(() => edited.current?.(modified.getValue()));
    return () => {
      change.dispose();
      it.dispose();
      original.dispose();
      modified.dispose();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `after` is where the edit began
  }, [language, before, editable ? null : after, narrow, editable, labels.before, labels.after]);
  return <div ref={place} className={styles.place} style={{ height }} />;
}
