// Lists that bots are shown: plain arrays that are kept from call to call and moved on, at most WINDOW long. They read as any
// array at full speed. A bot that changes one in place (sort, reverse, …) gets what it asked for, and a fresh list at its next call.

/** How many of the newest candles a list shows. */
export const WINDOW = 1000;

/** Where a shown list says what it shows (null: numbers); undefined once the bot has changed it. */
export const SERIES = Symbol('series');

const { shift } = Array.prototype;
const CHANGES = ['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'] as const;

/** A list with a mark of what it shows. */
export type Shown<T, S> = T[] & { [SERIES]?: S | null | undefined };

/** The newest items of something that grows, as an array. */
export abstract class ShownList<T, S> {
  private list: Shown<T, S> = [];
  private count = -1;
  private length = 0;
  private newest: T | undefined;
  private isChanged = true;

  /** What the list says that it shows. */
  protected series: S | null = null;

  /** The item at a place of what grows. */
  protected abstract item(index: number): T;

  /** The list when there are `count` items. */
  protected at(count: number): Shown<T, S> {
    const list = this.list;
    const length = this.length;
    // A bot that puts an item or a length of its own into the list is noticed by these.
    if (this.isChanged || list.length !== length || !isSame(list[length - 1], this.newest)) return this.make(count);
    const before = this.count;
    if (before === count) return list;
    if (before === count - 1 && before > 0) {
      const item = this.item(before);
      list[length] = item;
      if (length === WINDOW) shift.call(list);
      else this.length = length + 1;
      this.newest = item;
      this.count = count;
      return list;
    }
    return before > 0 && count - before < WINDOW ? this.catchUp(list, count) : this.make(count);
  }

  private catchUp(list: Shown<T, S>, count: number): Shown<T, S> {
    for (let i = this.count; i < count; i++) {
      list[list.length] = this.item(i);
      if (list.length > WINDOW) shift.call(list);
    }
    return this.keep(list, count);
  }

  private make(count: number): Shown<T, S> {
    const list: Shown<T, S> = [];
    for (let i = Math.max(0, count - WINDOW); i < count; i++) list.push(this.item(i));
    Object.defineProperty(list, SERIES, { value: this.series, writable: true });
    const changes = (): void => {
      list[SERIES] = undefined;
      if (this.list === list) this.isChanged = true;
    };
    for (const name of CHANGES) {
      const change = Array.prototype[name] as (...values: unknown[]) => unknown;
      const value = (...values: unknown[]): unknown => {
        changes();
        return change.apply(list, values);
      };
      Object.defineProperty(list, name, { value, writable: true });
    }
    this.list = list;
    this.isChanged = false;
    return this.keep(list, count);
  }

  private keep(list: Shown<T, S>, count: number): Shown<T, S> {
    this.count = count;
    this.length = list.length;
    this.newest = list[list.length - 1];
    return list;
  }
}

// A NaN is the same as a NaN here; Object.is is slower.
function isSame(a: unknown, b: unknown): boolean {
  return a === b || (a !== a && b !== b);
}
