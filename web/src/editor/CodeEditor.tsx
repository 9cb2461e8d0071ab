import { useEffect, useRef } from 'react';
import styles from './editor.module.css';
import { monaco } from './monaco';
import { common, plainBrackets } from './options';
import { followTheme } from './theme';

interface Props {
  /** Names the text for messages: `file:///7/bot.cs`. Another path is another text. */
  path: string;
  language: string;
  label: string;
  text: string;
  readOnly?: boolean;
  onEdit: (text: string) => void;
  onReady?: (editor: monaco.editor.IStandaloneCodeEditor) => void;
}

/** Monaco on one text. What others change in `text` comes in as one edit, so that Undo takes it back. */
export function CodeEditor({ path, language, label, text, readOnly, onEdit, onReady }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(null);
  const edited = useRef(onEdit);
  const ready = useRef(onReady);
  useEffect(() => {
    edited.current = onEdit;
    ready.current = onReady;
  });

  useEffect(() => followTheme(), []);
  useEffect(() => {
    const model = monaco.editor.createModel(text, language, monaco.Uri.parse(path));
    model.setEOL(monaco.editor.EndOfLineSequence.LF);
    model.updateOptions(plainBrackets);
    const it = monaco.editor.create(place.current as HTMLElement, {
      ...common,
      model,
      ariaLabel: label,
      readOnly,
      domReadOnly: readOnly,
      quickSuggestionsDelay: 60,
      suggest: { showWords: false },
      wordBasedSuggestions: 'off',
      padding: { top: 8, bottom: 8 },
      tabFocusMode: false,
    });
    const change = model.onDidChangeContent(() => edited.current(model.getValue()));
    editor.current = it;
    ready.current?.(it);
    return () => {
      change.dispose();
      it.dispose();
      model.dispose();
      editor.current = null;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- text and the rest are followed below
  }, [path, language]);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (model == null || model.getValue() === text) return;
    editor.current?.pushUndoStop();
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    editor.current?.pushUndoStop();
  }, [text]);
  useEffect(() => {
    editor.current?.updateOptions({ readOnly, domReadOnly: readOnly, ariaLabel: label });
  }, [readOnly, label]);
  return <div ref={place} className={styles.place} />;
}
