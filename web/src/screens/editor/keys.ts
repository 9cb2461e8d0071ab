import { useEffect, useRef } from 'react';
import { useShortcut } from '@/app/shortcuts/registry';
import { monaco } from '@/editor/monaco';

interface Actions {
  save: () => void;
  run: () => void;
}

/** The editor's shortcuts, inside the text and beside it. */
export function useEditorKeys(editor: monaco.editor.IStandaloneCodeEditor | null, actions: Actions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const unlessAsked = (act: () => void) => {
    if (document.querySelector('dialog[open]') === null) act();
  };
  useShortcut('mod+s', 'Save version', 'Editor', () => unlessAsked(latest.current.save));
  useShortcut('mod+enter', 'Quick backtest', 'Editor', () => unlessAsked(latest.current.run));
  useShortcut('f6', 'Next part of the editor', 'Editor', () => goToNextPart());
  useEffect(() => {
    if (editor === null) return undefined;
    const { CtrlCmd } = monaco.KeyMod;
    const { KeyCode } = monaco;
    const own = [
      { id: 'argosy.save', label: 'Save version', keys: CtrlCmd | KeyCode.KeyS, run: () => latest.current.save() },
      { id: 'argosy.run', label: 'Quick backtest', keys: CtrlCmd | KeyCode.Enter, run: () => latest.current.run() },
      { id: 'argosy.part', label: 'Next part of the editor', keys: KeyCode.F6, run: goToNextPart },
    ].map(({ id, label, keys, run }) => editor.addAction({ id, label, keybindings: [keys], run: () => run() }));
    return () => own.forEach(it => it.dispose());
  }, [editor]);
}

const focusable = 'button:enabled, input:enabled, select:enabled, textarea:enabled, a[href], [tabindex="0"]';

/** Moves the focus to the next part of the screen: parameters, text, problems, rail, and round again. */
export function goToNextPart(): void {
  const parts = [...document.querySelectorAll<HTMLElement>('[data-part]')];
  const now = parts.findIndex(part => part.contains(document.activeElement));
  for (let step = 1; step <= parts.length; step++) {
    const part = parts[(now + step) % parts.length];
    const target = part?.querySelector<HTMLElement>('.native-edit-context, .inputarea') ?? firstIn(part);
    if (target == null) continue;
    target.focus();
    return;
  }
}

const firstIn = (part: HTMLElement | undefined): HTMLElement | null =>
  part === undefined ? null : part.matches(focusable) ? part : part.querySelector<HTMLElement>(focusable);
