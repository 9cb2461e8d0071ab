/** Sum of the last numbers, added anew where rounding would show; RollingSum.cs. */
export class RollingSum {
  private readonly ring: Float64Array;
  private sum = 0;
  private size = 0;
  private largest = 0;
  private next = 0;
  private zeros = 0;
  private full = false;

  constructor(period: number) {
    this.ring = new Float64Array(period);
  }

  take(value: number): number {
    if (value !== value) return NaN;
    const ring = this.ring;
    const left = ring[this.next]!;
    this.sum += value - left;
    this.size += Math.abs(value) - Math.abs(left);
    ring[this.next] = value;
    this.zeros = value === 0 ? this.zeros + 1 : 0;
    if (++this.next === ring.length) {
      this.next = 0;
      this.full = true;
      this.add();
    } else if (this.zeros >= ring.length) this.sum = this.size = this.largest = 0;
    else if (this.size < this.largest * 1e-2) this.add();
    else this.largest = Math.max(this.largest, this.size);
    return this.full ? this.sum : NaN;
  }

  private add(): void {
    this.sum = 0;
    this.size = 0;
    const ring = this.ring;
    for (let i = 0; i < ring.length; i++) {
      const value = ring[i]!;
      this.sum += value;
      this.size += Math.abs(value);
    }
    this.largest = this.size;
  }
}

/** Mean and squared deviations of the last numbers; Statistics/RollingMoments.cs. */
export class RollingMoments {
  mean = NaN;
  private readonly ring: Float64Array;
  private sum = 0;
  private squares = 0;
  private largest = 0;
  private last = NaN;
  private next = 0;
  private equalRun = 0;
  private full = false;

  constructor(period: number) {
    this.ring = new Float64Array(period);
  }

  /** Square root of the population variance. */
  deviation(): number {
    return Math.sqrt(this.full ? this.squares / this.ring.length : NaN);
  }

  /** Takes the next number, which is not NaN; true when the window is full. */
  take(value: number): boolean {
    const ring = this.ring;
    const left = ring[this.next]!;
    ring[this.next] = value;
    this.sum += value - left;
    this.equalRun = value === this.last ? this.equalRun + 1 : 1;
    this.last = value;
    if (++this.next === ring.length) this.addAnew();
    else if (this.full) this.slide(value, left);
    return this.full;
  }

  private slide(value: number, left: number): void {
    const before = this.mean;
    this.mean = this.sum / this.ring.length;
    this.squares += (value - left) * (value - this.mean + (left - before));
    if (this.equalRun >= this.ring.length) this.squares = 0;
    else if (this.squares > this.largest) this.largest = this.squares;
    else if (this.squares < this.largest * 1e-5) this.addSquares();
  }

  private addAnew(): void {
    this.next = 0;
    this.full = true;
    this.sum = 0;
    const ring = this.ring;
    for (let i = 0; i < ring.length; i++) this.sum += ring[i]!;
    this.mean = this.sum / ring.length;
    this.addSquares();
  }

  private addSquares(): void {
    let squares = 0;
    let rest = 0;
    const ring = this.ring;
    for (let i = 0; i < ring.length; i++) {
      const deviation = ring[i]! - this.mean;
      squares += deviation * deviation;
      rest += deviation;
    }
    this.squares = this.equalRun >= ring.length ? 0 : Math.max(0, squares - (rest * rest) / ring.length);
    this.largest = this.squares;
  }
}

/** Least-squares line through the last numbers; Statistics/RollingLine.cs. */
export class RollingLine {
  slope = NaN;
  end = NaN;
  private readonly ring: Float64Array;
  private readonly spread: number;
  private pivot = 0;
  private sum = 0;
  private weighted = 0;
  private next = 0;
  private full = false;

  constructor(period: number) {
    this.ring = new Float64Array(period);
    this.spread = (period * (period * period - 1)) / 12;
  }

  /** Takes the next number, which is not NaN; true when the window is full. */
  take(value: number): boolean {
    const left = this.ring[this.next]!;
    this.ring[this.next] = value;
    if (++this.next === this.ring.length) this.addAnew();
    else if (this.full) this.slide(value, left);
    return this.full;
  }

  private slide(value: number, left: number): void {
    const n = this.ring.length;
    // every index falls by one, the oldest (index 0) leaves, the newest comes in at n − 1
    this.weighted += (n - 1) * (value - this.pivot) - (this.sum - (left - this.pivot));
    this.sum += value - left;
    this.fit();
  }

  private addAnew(): void {
    const ring = this.ring;
    this.next = 0;
    this.full = true;
    this.pivot = ring[ring.length - 1]!;
    this.sum = 0;
    this.weighted = 0;
    for (let i = 0; i < ring.length; i++) {
      const distance = ring[i]! - this.pivot;
      this.sum += distance;
      this.weighted += i * distance;
    }
    this.fit();
  }

  private fit(): void {
    const n = this.ring.length;
    const middle = (n - 1) / 2.0;
    this.slope = (this.weighted - middle * this.sum) / this.spread;
    this.end = this.pivot + this.sum / n + this.slope * middle;
  }
}

/** The highest of the last numbers; Statistics/Highest.cs. */
export class Highest {
  private readonly values: Float64Array;
  private readonly at: Float64Array;
  private oldest = 0;
  private newest = -1;
  private seen = 0;

  constructor(private readonly period: number) {
    this.values = new Float64Array(period);
    this.at = new Float64Array(period);
  }

  take(value: number): number {
    const { values, at, period } = this;
    let newest = this.newest;
    while (newest >= this.oldest && values[newest % period]! <= value) newest--;
    if (newest >= this.oldest && at[this.oldest % period]! <= this.seen - period) this.oldest++;
    newest++;
    values[newest % period] = value;
    at[newest % period] = this.seen++;
    this.newest = newest;
    return this.seen >= period ? values[this.oldest % period]! : NaN;
  }
}

/** The lowest of the last numbers; Statistics/Lowest.cs. */
export class Lowest {
  private readonly mirrored: Highest;

  constructor(period: number) {
    this.mirrored = new Highest(period);
  }

  take(value: number): number {
    return -this.mirrored.take(-value);
  }
}
