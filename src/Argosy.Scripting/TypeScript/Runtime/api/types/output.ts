/** Draws into the run's chart. A value that is not finite (an indicator's warm-up) draws nothing. */
export interface BotPlotter {
  /**
   * One point: something that happens now and then, e.g. a signal.
   * @param name what the points are called
   * @param value where it lies
   * @param panel `'price'` (when left out) draws over the candles; any other name is a panel of its own
   * @example
   * if (candlestickPatterns.hammer(candles)) plotter.plotPoint('hammer', trader.getPrice(pair));
   */
  plotPoint(name: string, value: number, panel?: string): void;

  /**
   * The newest value of a line, or of several at once.
   * @param name what the line is called; several are called `name.key`
   * @param values a number, or an object of numbers such as an indicator's bands
   * @param panel `'price'` (when left out) draws over the candles; any other name is a panel of its own
   * @example
   * plotter.plotSeries('sma', indicators.sma(candles, 14));
   * plotter.plotSeries('macd', indicators.macd(candles), 'momentum');
   */
  plotSeries(name: string, values: number | object, panel?: string): void;
}

/** The run's log. Texts are written as they are, everything else as JSON would be; a line is cut at 1,000 characters. */
export interface BotConsole {
  /**
   * Adds a line.
   * @param values what to write
   * @example
   * console.log('close', trader.getPrice(pair));
   */
  log(...values: unknown[]): void;

  /**
   * The same as `log`.
   * @param values what to write
   * @example
   * console.info('cash', trader.getBuyingPower());
   */
  info(...values: unknown[]): void;

  /**
   * Adds a warning.
   * @param values what to write
   * @example
   * if (candles.length < 50) console.warn('only', candles.length, 'candles yet');
   */
  warn(...values: unknown[]): void;

  /**
   * Adds an error; the bot goes on.
   * @param values what to write
   * @example
   * if (trader.getPortfolioValue() < 100) console.error('nearly nothing left');
   */
  error(...values: unknown[]): void;
}
