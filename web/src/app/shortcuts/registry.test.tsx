import { fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaults, usePreferences } from '@/state/preferences';
import { handleKey, stroke, useShortcut } from './registry';

const press = (key: string, more: Partial<KeyboardEventInit> = {}, target: EventTarget = document.body) =>
  fireEvent.keyDown(target as Element, { key, bubbles: true, ...more });

function Keys({ keys, run }: { keys: string; run: () => void }) {
  useShortcut(keys, keys, 'Test', run);
  return <input aria-label="text" />;
}

beforeEach(() => addEventListener('keydown', handleKey));
afterEach(() => {
  removeEventListener('keydown', handleKey);
  usePreferences.setState({ value: defaults });
});

describe('shortcuts', () => {
  it('writes a stroke as it stands in the list', () => {
    const event = { key: 'k', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
    expect(stroke({ ...event, ctrlKey: true })).toBe('mod+k');
    expect(stroke({ ...event, metaKey: true })).toBe('mod+k');
    expect(stroke({ ...event, key: 'K', ctrlKey: true, shiftKey: true })).toBe('ctrl+shift+k');
    expect(stroke({ ...event, key: '?', shiftKey: true })).toBe('?');
    expect(stroke({ ...event, key: 'Shift', shiftKey: true })).toBe('');
  });

  it('runs a sequence of letters, and only in that order', () => {
    const run = vi.fn();
    render(<Keys keys="g f" run={run} />);
    press('f');
    expect(run).not.toHaveBeenCalled();
    press('g');
    press('f');
    expect(run).toHaveBeenCalledOnce();
    press('g');
    press('x');
    press('f');
    expect(run).toHaveBeenCalledOnce();
  });

  it('never acts on letters while typing, but on Ctrl and Shift', () => {
    const [letter, stop] = [vi.fn(), vi.fn()];
    const { getAllByLabelText } = render(
      <>
        <Keys keys="e" run={letter} />
        <Keys keys="ctrl+shift+k" run={stop} />
      </>,
    );
    const input = getAllByLabelText('text')[0] as HTMLElement;
    press('e', {}, input);
    press('K', { ctrlKey: true, shiftKey: true }, input);
    expect(letter).not.toHaveBeenCalled();
    expect(stop).toHaveBeenCalledOnce();
  });

  it('leaves letters alone when they are switched off', () => {
    const run = vi.fn();
    render(<Keys keys="e" run={run} />);
    usePreferences.setState({ value: { ...defaults, letterKeys: false } });
    press('e');
    expect(run).not.toHaveBeenCalled();
  });
});
