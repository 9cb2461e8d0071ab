import type { monaco } from './monaco';

/** What every editor of the app has in common. */
export const common = {
  automaticLayout: true,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSize: 13,
  lineHeight: 20,
  minimap: { enabled: false },
  renderFinalNewline: 'on',
  scrollBeyondLastLine: false,
  smoothScrolling: false,
  renderLineHighlightOnlyWhenFocus: true,
  stickyScroll: { enabled: false },
  fixedOverflowWidgets: true,
  unicodeHighlight: { ambiguousCharacters: false },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  tabSize: 4,
  accessibilitySupport: 'auto',
} satisfies monaco.editor.IEditorOptions & monaco.editor.IGlobalEditorOptions;

/** Brackets have the colour of other delimiters: colour that says nothing is left out. */
export const plainBrackets: monaco.editor.ITextModelUpdateOptions = {
  bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
};
