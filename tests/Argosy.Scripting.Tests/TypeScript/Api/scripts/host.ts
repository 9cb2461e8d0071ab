import type {
  Host,
  HostBars,
  HostFill,
  HostIntent,
  HostOrder,
} from '../../../../../src/Argosy.Scripting/TypeScript/Runtime/host.ts';

/** Columns of one instrument. */
export interface Columns {
  time: Float64Array;
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  volume: Float64Array;
}

/** A run that only remembers: shows so many bars, keeps what was asked for. For what needs no engine to be checked. */
export class RecordedHost implements Host {
  readonly instruments;
  readonly bars: HostBars[];
  readonly run;
  time = 0;
  closed = new Int32Array(0);
  closedCount = 0;
  warmUp = false;
  cash = 10_000;
  freeQuote = 10_000;
  equity = 10_000;
  positions: Float64Array;
  entryPrices: Float64Array;
  fills: HostFill[] = [];
  state: Record<string, unknown> = {};
  readonly orders: HostOrder[] = [];
  readonly intents: HostIntent[] = [];
  readonly targets: unknown[][] = [];
  readonly plots: [string, number, string, string][] = [];
  readonly lines: [string, string][] = [];

  constructor(markets: { pair: string; columns: Columns }[], interval: string, intervalMs: number) {
    this.instruments = markets.map(({ pair }) => {
      const [base, quote] = pair.split('/') as [string, string];
      return { pair, base, quote, tick: 0.01, step: 0.00001, minQuantity: 0.0001, minNotional: 10, priceDecimals: 2 };
    });
    this.bars = markets.map(({ columns }) => ({ length: 0, ...columns }));
    this.run = {
      interval,
      intervalMs,
      exchange: 'backtest',
      takerFee: 0.001,
      makerFee: 0.001,
      allowShort: true,
      startingCash: 10_000,
      seed: 1,
      parameters: { fast: 14 },
    };
    this.positions = new Float64Array(markets.length);
    this.entryPrices = new Float64Array(markets.length);
  }

  /** Shows the first `count` bars of every instrument. */
  show(count: number): void {
    for (const bars of this.bars) bars.length = Math.min(count, bars.time.length);
    this.time = this.bars[0]!.time[count - 1]! + this.run.intervalMs;
    this.closed = Int32Array.from(this.instruments.keys());
    this.closedCount = this.closed.length;
  }

  openOrders(): readonly HostOrder[] {
    return this.orders.filter(order => order.state === 'pending');
  }

  order(id: number): HostOrder | undefined {
    return this.orders[id - 1];
  }

  submit(intent: HostIntent): number {
    this.intents.push(intent);
    const { instrument, side, type, amount, inQuote = false, limit, trigger } = intent;
    const id = this.orders.length + 1;
    this.orders.push({
      id,
      instrument,
      side,
      type,
      amount,
      inQuote,
      limit,
      trigger,
      state: 'pending',
      filled: 0,
      averagePrice: 0,
      fee: 0,
      reason: '',
      time: this.time,
      protective: false,
    } as HostOrder);
    return id;
  }

  oneCancelsOther(first: HostIntent, second: HostIntent): number {
    const id = this.submit(first);
    this.submit(second);
    return id;
  }

  cancel(id: number): boolean {
    const order = this.order(id);
    if (order?.state !== 'pending') return false;
    order.state = 'cancelled';
    return true;
  }

  target(...wanted: unknown[]): void {
    this.targets.push(wanted);
  }

  enter(): number {
    return 0;
  }

  random(): number {
    return 0.5;
  }

  plot(name: string, value: number, panel: string, kind = 'line'): void {
    this.plots.push([name, value, panel, kind]);
  }

  log(level: string, text: string): void {
    this.lines.push([level, text]);
  }
}

/** All of standard input. */
export async function standardInput(): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(Deno.stdin.readable).arrayBuffer());
}

/** Columns as DenoScript.cs writes them: time, open, high, low, close, volume, each `count` doubles. */
export function columnsOf(bytes: Uint8Array<ArrayBuffer>): Columns {
  const count = bytes.length / 48;
  const column = (place: number) => new Float64Array(bytes.buffer, bytes.byteOffset + place * count * 8, count);
  return { time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
}

/** Writes all of it to standard output. */
export function write(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}
