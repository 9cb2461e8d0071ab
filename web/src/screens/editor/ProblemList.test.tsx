import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Problem } from '@/api/bots';
import { ApiError } from '@/api/errors';
import type { CodeCheck } from '@/editor/useCodeCheck';
import { show } from '@/testing/render';
import { ProblemList } from './ProblemList';

const check: CodeCheck = { text: 'x', problems: [], parameters: [], busy: false, error: null };
const problem: Problem = {
  severity: 'error',
  code: 'CS1061',
  message: 'there is no By',
  line: 14,
  column: 9,
  endLine: 14,
  endColumn: 11,
};

describe('problems of a text', () => {
  it('are shown with their place, and lead to it', () => {
    const go = vi.fn();
    show(<ProblemList problems={[problem]} check={check} onGo={go} />);
    expect(screen.getByText('L14:9')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Go to line 14' }));
    expect(go).toHaveBeenCalledWith(problem);
  });

  it('are none, or not known yet', () => {
    const { rerender } = show(<ProblemList problems={[]} check={check} onGo={() => {}} />);
    expect(screen.getByText('No problems.')).toBeDefined();
    rerender(<ProblemList problems={[]} check={{ ...check, busy: true }} onGo={() => {}} />);
    expect(screen.getByText('The text is being checked.')).toBeDefined();
  });

  it('are not claimed to be none where the check failed', () => {
    const error = new ApiError(503, 'not-available', 'there is no compile worker', null, null);
    show(<ProblemList problems={[]} check={{ ...check, error }} onGo={() => {}} />);
    expect(screen.getByRole('alert').textContent).toContain('there is no compile worker');
    expect(screen.queryByText('No problems.')).toBeNull();
  });
});
