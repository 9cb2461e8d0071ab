import { describe, expect, it } from 'vitest';
import type { Parameter } from '@/api/bots';
import { defaults, pruned, toSettings } from './QuickSettingsDialog';

const fast: Parameter = { name: 'fast', type: 'whole-number', default: '12', min: 1, max: 99, choices: [], help: '' };

describe('settings of a quick backtest', () => {
  it('come back into the form as they went out', () => {
    const stored = toSettings(
      { ...defaults(null, [fast], 'made-up'), from: '2024-01-02', exits: 'stop 2%\n\n tp 4% ', size: 'equity:10%' },
      { fast: '9' },
    );
    expect(stored).toMatchObject({ series: ['made-up'], from: Date.UTC(2024, 0, 2), exits: ['stop 2%', 'tp 4%'] });
    expect('to' in stored || 'short' in stored).toBe(false);
    expect(defaults(stored, [fast], 'other')).toMatchObject({
      series: 'made-up',
      from: '2024-01-02',
      exits: 'stop 2%\ntp 4%',
      size: 'equity:10%',
      parameters: { fast: '9' },
    });
  });

  it('lose the parameters a text no longer has', () => {
    expect(pruned({ cash: '1', parameters: { fast: '9', gone: '1' } }, [fast])).toEqual({
      cash: '1',
      parameters: { fast: '9' },
    });
    expect(pruned({ parameters: { gone: '1' } }, null)).toEqual({ parameters: { gone: '1' } });
  });
});
