import { useEffect } from 'react';
export function EditorScreen() {
  useEffect(() => void import('@/editor/monaco').then(m => m.monaco.editor.create(document.body)), []);
  return null;
}
