import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '@/api/bots';
import { ApiError, UnreachableError } from '@/api/errors';
import { type DraftApi, DraftKeeper } from './DraftKeeper';

/** The server's side of the contract, in memory: a write counts only with the revision it has. */
class Server implements DraftApi {
  draft: Draft = { text: 'one', revision: 1, base: '', edited: 1 };
  away = false;
  writes = 0;
  load = async () => this.draft;
  save = async (text: string, base: string, revision: number) => {
    if (this.away) throw new UnreachableError('/draft');
    if (revision !== this.draft.revision)
      throw new ApiError(412, 'changed', 'It has changed.', 'If-Match', null, { draft: this.draft });
    this.writes++;
    this.draft = { text, base, revision: revision + 1, edited: 2 };
    return this.draft;
  };
}

let server: Server;
beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  server = new Server();
});
afterEach(() => void vi.useRealTimers());

const open = async (tab: string) => {
  const keeper = new DraftKeeper('7', server, localStorage, tab);
  await keeper.open();
  return keeper;
};

describe('a draft', () => {
  it('is sent two seconds after the first change, once', async () => {
    const keeper = await open('a');
    keeper.edit('two');
    await vi.advanceTimersByTimeAsync(1500);
    keeper.edit('three');
    expect(server.writes).toBe(0);
    expect(keeper.isUnsaved).toBe(true);
    await vi.advanceTimersByTimeAsync(2500);
    expect(server.draft.text).toBe('three');
    expect(server.writes).toBe(1);
    expect(keeper.read()?.state).toBe('saved');
    expect(localStorage.length).toBe(0);
  });

  it('is found again after the tab that wrote it has died', async () => {
    (await open('a')).edit('never sent');
    const next = await open('b');
    expect(next.read()?.text).toBe('never sent');
    expect(next.read()?.restored).not.toBeNull();
    await vi.advanceTimersByTimeAsync(2500);
    expect(server.draft.text).toBe('never sent');
    expect((await open('c')).read()?.restored).toBeNull();
  });

  it('waits for a server that is away and loses nothing meanwhile', async () => {
    const keeper = await open('a');
    server.away = true;
    keeper.edit('two');
    await vi.advanceTimersByTimeAsync(2500);
    expect(keeper.read()?.state).toBe('offline');
    keeper.edit('three');
    expect(JSON.parse(localStorage.getItem('argosy.draft.7.a') ?? '{}')).toMatchObject({ text: 'three' });
    server.away = false;
    await vi.advanceTimersByTimeAsync(12_000);
    expect(server.draft.text).toBe('three');
    expect(keeper.read()?.state).toBe('saved');
  });

  it('asks when another tab wrote first, and takes what was chosen', async () => {
    const [a, b] = [await open('a'), await open('b')];
    a.edit('by a');
    await a.flush();
    b.edit('by b');
    await b.flush();
    expect(b.read()).toMatchObject({ state: 'conflict', text: 'by b', theirs: { text: 'by a' } });
    expect(server.draft.text).toBe('by a');
    b.edit('by b, still typing');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.draft.text).toBe('by a');
    await b.resolve('by a and b');
    expect(server.draft.text).toBe('by a and b');
    expect(b.read()?.state).toBe('saved');
  });

  it('asks when a dead tab left text of an earlier revision', async () => {
    (await open('a')).edit('left behind');
    server.draft = { text: 'meanwhile', revision: 5, base: '', edited: 3 };
    const next = await open('b');
    expect(next.read()).toMatchObject({ state: 'conflict', text: 'left behind', theirs: { text: 'meanwhile' } });
    await next.resolve('meanwhile');
    expect(next.read()?.state).toBe('saved');
    expect(localStorage.length).toBe(0);
  });

  it('sees no conflict where both wrote the same', async () => {
    const [a, b] = [await open('a'), await open('b')];
    a.edit('same');
    await a.flush();
    b.edit('same');
    await b.flush();
    expect(b.read()?.state).toBe('saved');
  });

  it('says so where the server refuses the text', async () => {
    const keeper = await open('a');
    server.save = async () => {
      throw new ApiError(413, 'too-large', 'At most 512 kB.', 'text', null);
    };
    keeper.edit('too much');
    await keeper.flush();
    expect(keeper.read()).toMatchObject({ state: 'refused', error: { code: 'too-large' } });
    expect(keeper.isUnsaved).toBe(true);
  });
});
