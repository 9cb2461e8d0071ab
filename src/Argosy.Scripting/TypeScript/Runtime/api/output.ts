import type { Host } from '../host.ts';
import { said, text } from './checks.ts';
import { line } from './text.ts';
import type { BotConsole, BotPlotter } from './types/output.ts';

const OVER_THE_CANDLES = 'price';

/** A panel as the run names it: nothing is the chart of the candles. */
function panelOf(call: string, panel: unknown): string {
  return text(call, 'panel', panel) === OVER_THE_CANDLES ? '' : (panel as string);
}

/** `input.console` of a run. */
export function createConsole(host: Host): BotConsole {
  return {
    log: (...values) => host.log('info', line(values)),
    info: (...values) => host.log('info', line(values)),
    warn: (...values) => host.log('warn', line(values)),
    error: (...values) => host.log('error', line(values)),
  };
}

/** `input.plotter` of a run. */
export function createPlotter(host: Host): BotPlotter {
  return Object.freeze({
    plotPoint(name: string, value: number, panel = OVER_THE_CANDLES): void {
      if (typeof value !== 'number')
        throw new TypeError(`plotter.plotPoint: value is ${said(value)}; expected a number`);
      host.plot(text('plotter.plotPoint', 'name', name), value, panelOf('plotter.plotPoint', panel), 'points');
    },
    plotSeries(name: string, values: number | object, panel = OVER_THE_CANDLES): void {
      const call = 'plotter.plotSeries';
      text(call, 'name', name);
      const place = panelOf(call, panel);
      if (typeof values === 'number') host.plot(name, values, place);
      else if (typeof values !== 'object' || values === null || Array.isArray(values))
        throw new TypeError(
          `${call}: values is ${said(values)}; expected the newest number, or an object of numbers such as { lower, upper }`,
        );
      else
        for (const [key, value] of Object.entries(values))
          if (typeof value === 'number') host.plot(`${name}.${key}`, value, place);
    },
  });
}
