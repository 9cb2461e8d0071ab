import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, UnreachableError } from '@/api/errors';
import { show } from '@/testing/render';
import { ConfirmDialog, type Confirmation } from './confirm';

const asked = (change: Partial<Confirmation>) => ({
  title: 'Close the position',
  effects: ['0.4210 BTC are sold at the market'],
  confirmLabel: 'Close it',
  action: async () => {},
  key: 'key-of-the-dialog',
  ...change,
});
const form = () =>
  screen.getByRole('button', { name: /Close it|Sending/, hidden: true }).closest('form') as HTMLFormElement;

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});

describe('confirm', () => {
  it('sends one request when Enter is pressed twice', async () => {
    let answer: () => void = () => {};
    const action = vi.fn<(key: string) => Promise<void>>(() => new Promise(resolve => (answer = resolve)));
    const close = vi.fn();
    show(<ConfirmDialog asked={asked({ action })} onClose={close} />);
    fireEvent.submit(form());
    fireEvent.submit(form());
    expect(action.mock.calls).toEqual([['key-of-the-dialog']]);
    expect((screen.getByRole('button', { name: 'Sending…', hidden: true }) as HTMLButtonElement).disabled).toBe(true);
    answer();
    await waitFor(() => expect(close).toHaveBeenCalledOnce());
  });

  it('asks for the name before anything that cannot be taken back', async () => {
    const action = vi.fn(async () => {});
    show(<ConfirmDialog asked={asked({ action, typeName: 'trend-btc' })} onClose={() => {}} />);
    fireEvent.submit(form());
    expect(action).not.toHaveBeenCalled();
    fireEvent.change(screen.getByRole('textbox', { hidden: true }), { target: { value: 'trend-bt' } });
    fireEvent.submit(form());
    expect(action).not.toHaveBeenCalled();
    fireEvent.change(screen.getByRole('textbox', { hidden: true }), { target: { value: 'trend-btc' } });
    fireEvent.submit(form());
    await waitFor(() => expect(action).toHaveBeenCalledOnce());
  });

  it('shows why it was refused, and a second try is a new request', async () => {
    const keys: string[] = [];
    const action = async (key: string) => {
      keys.push(key);
      throw new ApiError(422, 'refused', 'max exposure per instrument 15%', null, 'abc');
    };
    show(<ConfirmDialog asked={asked({ action })} onClose={() => {}} />);
    fireEvent.submit(form());
    expect((await screen.findByRole('alert', { hidden: true })).textContent).toContain(
      'max exposure per instrument 15%',
    );
    fireEvent.submit(form());
    await waitFor(() => expect(keys.length).toBe(2));
    expect(keys[1]).not.toBe(keys[0]);
  });

  it('keeps its key when no answer came: it may have been done already', async () => {
    const keys: string[] = [];
    const action = async (key: string) => {
      keys.push(key);
      throw new UnreachableError('/api/positions/close');
    };
    show(<ConfirmDialog asked={asked({ action })} onClose={() => {}} />);
    fireEvent.submit(form());
    await screen.findByRole('alert', { hidden: true });
    fireEvent.submit(form());
    await waitFor(() => expect(keys).toEqual(['key-of-the-dialog', 'key-of-the-dialog']));
  });
});
