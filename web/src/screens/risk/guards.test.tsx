import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Guard } from '@/api/risk';
import { schemas } from '@/api/schemas';
import { show } from '@/testing/render';
import { GuardTable } from './GuardTable';
import { leftOf, spoken, stateOf, valueOf } from './guards';

const guard = (change: Partial<Guard> = {}): Guard => ({
  scope: 'grid-eth',
  deployment: 7,
  rule: 'max-drawdown(limit=10%, period=30d)',
  state: 'ok',
  instrument: null,
  threshold: '0.1',
  current: '0.0312',
  unit: 'ratio',
  asset: null,
  until: null,
  tripped: null,
  time: 1,
  ...change,
});
const cooldown = guard({
  rule: 'cooldown:1h',
  state: 'tripped',
  instrument: 'ETH/USDT',
  threshold: '3600000',
  current: null,
  unit: 'time',
  until: 10_000,
  tripped: 1_000,
});

describe('a guard', () => {
  it('shows limit and value in their unit', () => {
    expect(valueOf('0.1', guard())).toBe('10.00%');
    expect(valueOf('1.5', guard({ unit: 'multiple' }))).toBe('1.5×');
    expect(valueOf('-12.3', guard({ unit: 'quote', asset: 'USDT' }))).toBe('−12.30 USDT');
    expect(valueOf('0.25', guard({ unit: 'base', asset: 'ETH' }))).toBe('0.25 ETH');
    expect(valueOf('3600000', cooldown)).toBe('1h');
    expect(valueOf('2', guard({ unit: 'trades' }))).toBe('2 trades');
    expect(valueOf(null, cooldown)).toBe('—');
  });

  it('is tripped to its last instant and no longer, without waiting for its run', () => {
    expect([stateOf(cooldown, 10_000), stateOf(cooldown, 10_001)]).toEqual(['tripped', 'ok']);
    expect([leftOf(cooldown, 5_000), leftOf(cooldown, 10_001)]).toEqual(['5s', '—']);
    const open = guard({ state: 'tripped' });
    expect([stateOf(open, 1e15), leftOf(open, 1e15)]).toEqual(['tripped', '—']);
  });

  it('says in words what blocks', () => {
    expect(spoken([guard(), cooldown], 5_000)).toBe('Entries are blocked: grid-eth, cooldown:1h.');
    expect(spoken([guard(), cooldown], 10_001)).toBe('No guard blocks entries.');
  });
});

describe('the table of guards', () => {
  it('tells the state by a word and a shape, never by colour alone', () => {
    const later = Date.now() + 3_600_000;
    show(
      <GuardTable
        guards={[
          guard(),
          { ...cooldown, until: later, tripped: Date.now() - 150_000 },
          guard({ state: 'off', scope: 'stopped-one' }),
          guard({ state: 'unread', scope: 'new-one', threshold: null, current: null, unit: null }),
        ]}
        name={it => it.scope}
      />,
    );
    const rows = screen.getAllByRole('row').slice(1);
    const state = (row: HTMLElement | undefined, word: string) =>
      within(row as HTMLElement)
        .getByText(word)
        .parentElement?.querySelector('svg path')
        ?.getAttribute('d');
    const shapes = [
      state(rows[0], 'ok'),
      state(rows[1], 'tripped'),
      state(rows[2], 'not running'),
      state(rows[3], 'not known yet'),
    ];
    expect(new Set(shapes).size).toBe(4);
    expect(shapes).not.toContain(undefined);
    expect(rows[1]?.textContent).toMatch(/ETH\/USDT.*cooldown:1h.*1h—tripped(59m|1h).*2m ago/);
    expect(screen.getByRole('status').textContent).toBe('Entries are blocked: grid-eth, cooldown:1h.');
  });
});

describe('the answer of the server', () => {
  it('is read with a guard that nothing is known of yet', () => {
    const nothing = { instrument: null, threshold: null, current: null, unit: null, asset: null };
    const rule = { scope: 'a', deployment: 1, rule: 'cooldown:1h', state: 'unread', ...nothing };
    const answer = {
      halted: null,
      haltedAccounts: {},
      limits: [],
      guards: [{ ...rule, until: null, tripped: null, time: null }],
      refused: [],
      kill: [],
    };
    expect(schemas.risk.parse(answer).guards[0]?.state).toBe('unread');
    expect(schemas.risk.safeParse({ ...answer, guards: [{ ...rule, state: 'maybe' }] }).success).toBe(false);
  });
});
