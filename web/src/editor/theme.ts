import { token as written } from '@/charts/colours';
import { monaco } from './monaco';

const name = 'argosy';

/** A colour in the six digits Monaco takes: the build writes `#fff` for `#ffffff`. */
export const sixDigits = (colour: string): string =>
  /^#[\da-f]{3}$/i.test(colour) ? `#${Array.from(colour.slice(1), digit => digit + digit).join('')}` : colour;

const token = (it: string): string => sixDigits(written(it));

/** Monaco's colours from the app's tokens as the theme has them now. */
export function applyTheme(): void {
  const dark = document.documentElement.dataset.theme !== 'light';
  const plain = (it: string) => token(it).slice(1);
  monaco.editor.defineTheme(name, {
    base: dark ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: plain('fg-0') },
      { token: 'comment', foreground: plain('fg-2'), fontStyle: 'italic' },
      { token: 'keyword', foreground: plain('series-4') },
      { token: 'string', foreground: plain('series-3') },
      { token: 'regexp', foreground: plain('series-5') },
      { token: 'number', foreground: plain('series-2') },
      { token: 'type', foreground: plain('series-6') },
      { token: 'namespace', foreground: plain('fg-1') },
      { token: 'delimiter', foreground: plain('fg-1') },
      { token: 'annotation', foreground: plain('series-5') },
    ],
    colors: {
      'editor.background': token('bg-1'),
      'editor.foreground': token('fg-0'),
      'editor.lineHighlightBackground': token('bg-2'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': `${token('accent')}44`,
      'editor.inactiveSelectionBackground': `${token('accent')}22`,
      'editor.wordHighlightBackground': `${token('accent')}22`,
      'editor.findMatchBackground': `${token('warn')}55`,
      'editor.findMatchHighlightBackground': `${token('warn')}2a`,
      'editorCursor.foreground': token('accent'),
      'editorLineNumber.foreground': token('fg-2'),
      'editorLineNumber.dimmedForeground': token('fg-2'),
      'editorLineNumber.activeForeground': token('fg-0'),
      'editorIndentGuide.background1': token('line'),
      'editorIndentGuide.activeBackground1': token('control'),
      'editorBracketMatch.background': `${token('accent')}22`,
      'editorBracketMatch.border': token('control'),
      'editorGutter.background': token('bg-1'),
      'editorWidget.background': token('bg-2'),
      'editorWidget.foreground': token('fg-0'),
      'editorWidget.border': token('line'),
      'editorSuggestWidget.background': token('bg-2'),
      'editorSuggestWidget.foreground': token('fg-0'),
      'editorSuggestWidget.selectedBackground': token('bg-3'),
      'editorSuggestWidget.selectedForeground': token('fg-0'),
      'editorSuggestWidget.highlightForeground': token('accent'),
      'editorSuggestWidget.focusHighlightForeground': token('accent'),
      'editorHoverWidget.background': token('bg-2'),
      'editorHoverWidget.foreground': token('fg-0'),
      'editorHoverWidget.border': token('line'),
      'editorError.foreground': token('crit'),
      'editorWarning.foreground': token('warn'),
      'editorInfo.foreground': token('accent'),
      'editorOverviewRuler.border': '#00000000',
      'editorStickyScroll.background': token('bg-1'),
      'editorStickyScrollHover.background': token('bg-2'),
      'diffEditor.insertedTextBackground': `${token('blue')}33`,
      'diffEditor.removedTextBackground': `${token('orange')}33`,
      'diffEditor.insertedLineBackground': `${token('blue')}18`,
      'diffEditor.removedLineBackground': `${token('orange')}18`,
      'scrollbarSlider.background': `${token('control')}55`,
      'scrollbarSlider.hoverBackground': `${token('control')}88`,
      'scrollbarSlider.activeBackground': token('control'),
      'input.background': token('bg-1'),
      'input.foreground': token('fg-0'),
      'input.border': token('control'),
      'list.hoverBackground': token('bg-3'),
      'list.activeSelectionBackground': token('bg-3'),
      'list.activeSelectionForeground': token('fg-0'),
      'list.focusBackground': token('bg-3'),
      'list.focusForeground': token('fg-0'),
      'list.highlightForeground': token('accent'),
      'menu.background': token('bg-2'),
      'menu.foreground': token('fg-0'),
      'menu.selectionBackground': token('bg-3'),
      'menu.selectionForeground': token('fg-0'),
      'textLink.foreground': token('accent'),
      focusBorder: token('accent'),
      foreground: token('fg-0'),
    },
  });
  monaco.editor.setTheme(name);
}

/** Follows the theme of the app while it is used. */
export function followTheme(): () => void {
  applyTheme();
  const observer = new MutationObserver(applyTheme);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
