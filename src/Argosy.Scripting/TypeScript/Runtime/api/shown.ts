// Lists that bots are shown: plain arrays that are kept from call to call and moved on, at most WINDOW long. They read as any
// array at full speed. A bot that changes one in place (sort, reverse, …) gets what it asked for, and a fresh list at its next call.

/** How many of the newest candles a list shows. */
export const WINDOW = 1000;

/** Where a shown list says what it shows (null: numbers); undefined once the bot has changed it. */
export const SERIES = Symbol('series');

const { push, shift } = Array.prototype;
const CHANGES = ['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'] as const;

/** A list with a mark of what it shows. */
export type Shown<T, S> = T[] & { [SERIES]?: S | null | undefined };

/** The newest items of something that grows, as an array. */
export class ShownList<T, S> {
  private list: Shown<T, S> = [];
  private count = -1;
  private length = 0;
  private newest: T | undefined;

  constructor(
    private readonly series: S | null,
    private readonly item: (index: number) => T,
  ) {}

  /** The list when there are `count` items. */
  at(count: number): Shown<T, S> {
    const list = this.list;
    if (this.isOurs(list)) {
      if (this.count === count) return list;
      if (this.count > 0 && count - this.count < WINDOW) return this.moveOn(list, count);
    }
    return this.make(count);
  }

  private isOurs(list: Shown<T, S>): boolean {
    const length = this.length;
    return list[SERIES] !== undefined && list.length === length && Object.is(list[length - 1], this.newest);
  }

  private moveOn(list: Shown<T, S>, count: number): Shown<T, S> {
    for (let i = this.count; i < count; i++) {
      push.call(list, this.item(i));
      if (list.length > WINDOW) shift.call(list);
    }
    return this.keep(list, count);
  }

  private make(count: number): Shown<T, S> {
    const list: Shown<T, S> = [];
    for (let i = Math.max(0, count - WINDOW); i < count; i++) list.push(this.item(i));
    Object.defineProperty(list, SERIES, { value: this.series, writable: true });
    for (const name of CHANGES) {
      const change = Array.prototype[name] as (...values: unknown[]) => unknown;
      const value = function (this: Shown<T, S>, ...values: unknown[]) {
        this[SERIES] = undefined;
        return change.apply(this, values);
      };
      Object.defineProperty(list, name, { value, writable: true });
    }
    this.list = list;
    return this.keep(list, count);
  }

  private keep(list: Shown<T, S>, count: number): Shown<T, S> {
    this.count = count;
    this.length = list.length;
    this.newest = list[list.length - 1];
    return list;
  }
}
