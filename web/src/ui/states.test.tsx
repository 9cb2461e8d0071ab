import { useQuery } from '@tanstack/react-query';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '@/api/errors';
import { useLink } from '@/live/status';
import { useIdentity } from '@/state/session';
import { show } from '@/testing/render';
import { Button } from './Button';
import { Panel } from './Panel';
import { QueryPanel } from './QueryPanel';
import { Empty, Skeleton } from './states';

function Orders({ answer, live }: { answer: () => Promise<string[]>; live?: boolean }) {
  const query = useQuery({ queryKey: ['orders'], queryFn: answer });
  return (
    <QueryPanel
      title="Orders"
      query={query}
      live={live}
      isEmpty={data => data.length === 0}
      empty={<Empty action={<button type="button">Send one</button>}>Orders stand here.</Empty>}
    >
      {data => <p>{data.join(' ')}</p>}
    </QueryPanel>
  );
}

afterEach(() => {
  vi.useRealTimers();
  useLink.setState({ state: 'off', lostAt: null, retryAt: null, rate: 0 });
  useIdentity.setState({ role: null, name: null });
});

describe('loading', () => {
  it('shows the skeleton after 150 ms, not before', () => {
    vi.useFakeTimers();
    show(<Skeleton label="Loading orders" />);
    const skeleton = screen.getByRole('status', { name: 'Loading orders', hidden: true });
    expect(skeleton.className).toMatch(/hidden/);
    act(() => void vi.advanceTimersByTime(151));
    expect(skeleton.className).not.toMatch(/hidden/);
  });

  it('names what is loading', () => {
    show(<Orders answer={() => new Promise(() => {})} />);
    expect(screen.getByRole('status', { name: 'Loading orders' })).toBeDefined();
  });
});

describe('empty', () => {
  it('says what would be here and how it comes about', async () => {
    show(<Orders answer={async () => []} />);
    expect(await screen.findByText('Orders stand here.')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Send one' })).toBeDefined();
  });
});

describe('error', () => {
  it('shows what failed, code, correlation id, Copy, and Retry that asks again', async () => {
    let fails = true;
    const copied: string[] = [];
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async text => void copied.push(text));
    show(
      <Orders
        answer={async () => {
          if (fails) throw new ApiError(503, 'unavailable', 'the venue does not answer', null, 'c0ffee');
          return ['one'];
        }}
      />,
    );
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Orders could not be shown');
    expect(alert.textContent).toContain('the venue does not answer');
    expect(alert.textContent).toContain('unavailable');
    expect(alert.textContent).toContain('c0ffee');
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    expect(copied).toEqual(['the venue does not answer\ncode: unavailable\ncorrelation id: c0ffee']);
    fails = false;
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('one')).toBeDefined();
  });

  it('of one panel leaves the others alive', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const Broken = () => {
      throw new Error('a fault of ours');
    };
    show(
      <>
        <Panel title="Broken">
          <Broken />
        </Panel>
        <Panel title="Whole">still here</Panel>
      </>,
    );
    expect(screen.getByRole('alert').textContent).toContain('a fault of ours');
    expect(screen.getByText('still here')).toBeDefined();
  });
});

describe('stale', () => {
  it('says since when, once the connection is lost for more than a blink', async () => {
    show(<Orders answer={async () => ['one']} live />);
    await screen.findByText('one');
    act(() => useLink.setState({ state: 'lost', lostAt: Date.now() - 1000 }));
    expect(screen.queryByText(/last update/)).toBeNull();
    act(() => useLink.setState({ state: 'lost', lostAt: Date.now() - 41_000 }));
    expect(screen.getByText(/last update \d\d:\d\d:\d\d, 4\ds ago/)).toBeDefined();
    expect(screen.getByText('one')).toBeDefined();
    act(() => useLink.setState({ state: 'live', lostAt: null }));
    expect(screen.queryByText(/last update/)).toBeNull();
  });
});

describe('no permission', () => {
  it('shows the control disabled and says which role may', () => {
    useIdentity.setState({ role: 'viewer', name: 'vera' });
    const press = vi.fn();
    show(
      <Button needs="trader" onClick={press}>
        Flatten
      </Button>,
    );
    const button = screen.getByRole('button', { name: /Flatten/ });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.getAttribute('title')).toBe('Needs the role trader; yours is viewer');
    fireEvent.click(button);
    expect(press).not.toHaveBeenCalled();
  });

  it('lets every higher role', () => {
    useIdentity.setState({ role: 'owner', name: 'ana' });
    const press = vi.fn();
    show(
      <Button needs="trader" onClick={press}>
        Flatten
      </Button>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Flatten' }));
    expect(press).toHaveBeenCalledOnce();
  });
});
