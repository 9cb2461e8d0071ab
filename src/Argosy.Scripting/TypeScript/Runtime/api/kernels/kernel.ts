// The kernels: each does the operations of its C# twin in Argosy.Indicators in the same order, so that their values are
// equal to the last bit (checked over real candles by IndicatorParityTests).

/** An indicator over one series of numbers. A NaN pushed is not counted, and its value is NaN. */
export interface ValueKernel {
  /** Takes the next number. */
  push(value: number): void;
}

/** An indicator over bars. */
export interface BarKernel {
  /** Takes the next bar. */
  push(high: number, low: number, close: number, volume: number): void;
}
