import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameQueue, atNextFrame } from './frame';

describe('frames', () => {
  let frames: FrameRequestCallback[] = [];
  beforeEach(() => {
    frames = [];
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run));
    vi.stubGlobal('cancelAnimationFrame', (id: number) => {
      frames[id - 1] = () => {};
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('do what waits once, all of it', () => {
    const done: string[][] = [];
    const queue = new FrameQueue<string>(items => done.push(items));
    queue.push('a');
    queue.push('b');
    expect(frames).toHaveLength(1);
    frames[0]?.(0);
    vi.advanceTimersByTime(5000);
    expect(done).toEqual([['a', 'b']]);
    queue.push('c');
    frames[1]?.(0);
    expect(done).toEqual([['a', 'b'], ['c']]);
  });

  it('that do not come are waited for no longer than a second', () => {
    const done: string[][] = [];
    const queue = new FrameQueue<string>(items => done.push(items));
    queue.push('a');
    vi.advanceTimersByTime(1000);
    expect(done).toEqual([['a']]);
    frames[0]?.(0);
    expect(done).toEqual([['a']]);
  });

  it('are taken back', () => {
    let runs = 0;
    const cancel = atNextFrame(() => (runs += 1));
    cancel();
    frames[0]?.(0);
    vi.advanceTimersByTime(2000);
    expect(runs).toBe(0);
  });
});
