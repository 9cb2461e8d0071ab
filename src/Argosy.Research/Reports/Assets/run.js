// The report of one run.
function runReport(doc) {
  const settings = doc.settings;
  const quote = doc.instruments.length ? doc.instruments[0].name.split('/').pop() : '';
  const curve = readCurve(doc.equity);
  const trades = doc.trades.map(t => ({
    id: t[0], instrument: t[1], side: t[2], entryTime: t[3], entryText: t[4], entry: Number(t[4]), exitTime: t[5], exitText: t[6], exit: Number(t[6]),
    quantity: t[7], fees: t[8], pnl: t[9], return: t[10], reason: t[11], flags: t[12], book: t[13],
  }));
  const view = timeView(doc.from, Math.max(doc.to, doc.from + 60000));
  const parts = [kpis(doc, quote)];
  parts.push(warningPanel([...doc.warnings, ...doc.notes.map(n => `Candles: ${n}`)]));
  const charts = chartStack(doc, view, curve, trades, quote);
  parts.push(viewToolbar(view));
  parts.push(h('div', { class: 'split' }, h('div', { class: 'stack' }, charts.panels), h('div', { class: 'stack' }, figuresPanel(doc), bandPanel(doc, quote), ...distributionPanels(doc), provenancePanel(doc))));
  parts.push(monthsPanel(doc.months));
  parts.push(h('div', { class: 'halves flow' }, exitsPanel(doc, quote), refusalsPanel(doc), perpetualPanel(doc, trades, quote)));
  parts.push(tradesPanel(doc, trades, charts, quote));
  parts.push(votesPanel(doc.consensus, view));
  parts.push(h('div', { class: 'thirds' }, strategyPanel(doc), settingsPanel(doc, settings), dataPanel(doc)));
  return {
    heading: [h('b', null, doc.strategy.name), ` on ${doc.instruments.map(i => i.name).join(', ')} ${doc.timeframe} \u00b7 ${date(doc.from)} to ${date(doc.to)}`],
    badges: ['Backtest', ...(doc.instruments.some(i => i.synthetic) ? ['Synthetic data'] : [])],
    parts,
    state: { view, candles: charts.candles && charts.candles.state, trades, curve, csv: () => charts.table.csv() },
  };
}

function kpis(doc, quote) {
  const m = doc.metrics;
  const ahead = missing(m.buyAndHoldReturn) ? null : m.totalReturn - m.buyAndHoldReturn;
  return kpiTiles('figures-head',
    kpi('Total return', percent(m.totalReturn, true), `buy and hold ${percent(m.buyAndHoldReturn, true)}${ahead === null ? '' : ` \u00b7 ${ahead >= 0 ? 'ahead' : 'behind'} by ${percent(Math.abs(ahead))}`}`, { hero: true, kind: tone(m.totalReturn) }),
    kpi('Final equity', money(m.finalEquity), `${quote}, from ${money(doc.settings.cash)}`),
    kpi('CAGR', percent(m.cagr, true), `volatility ${percent(m.volatility)}`, { kind: tone(m.cagr) }),
    kpi('Sharpe', fixed(m.sharpe, 2), `Sortino ${fixed(m.sortino, 2)}`),
    kpi('Max drawdown', percent(missing(m.maxDrawdown) ? null : -m.maxDrawdown), `longest ${figure('maxDrawdownDays', 'days', m.maxDrawdownDays)}`),
    kpi('Win rate', percent(m.winRate), `profit factor ${fixed(m.profitFactor, 2)}`),
    kpi('Trades', count(m.trades), `mean ${percent(m.expectancy, true)}`),
    kpi('Fees', money(m.fees), `slippage ${money(m.slippageCost)}`));
}

function chartStack(doc, view, curve, trades, quote) {
  const panels = [];
  let table = null;
  const candles = doc.candles.length ? candleChart(view, doc.candles, trades, doc.instruments, trade => { candles.show(trade, false); if (table) table.choose(trade); }) : null;
  panels.push(candles
    ? panel('chart', 'Price and trades', { nav: 'Chart', tools: candles.tools }, candles.element, h('div', { class: 'foot' }, candles.legend))
    : panel('chart', 'Price and trades', { nav: 'Chart' }, h('div', { class: 'empty' }, 'The candles of this run were not found when the report was made. ', h('span', { class: 'mono' }, 'argosy report RESULT.json --data FILE'), ' draws them.')));
  if (curve.times.length > 1) panels.push(...equityPanels(doc, view, curve, quote));
  else panels.push(panel('equity', 'Equity', null, h('div', { class: 'empty' }, 'No equity curve was kept in this run.')));
  panels.push(...rollingPanels(doc, view));
  return { panels, candles, link: t => { table = t; }, get table() { return table; } };
}

function equityPanels(doc, view, curve, quote) {
  let log = false;
  const series = [{ name: 'Equity', times: curve.times, values: curve.values, colour: 's1', width: 1.75 }];
  if (curve.hold) series.push({ name: 'Buy and hold', times: curve.times, values: curve.hold, colour: 's8', dash: DASHES[1], width: 1.25 });
  const band = doc.band;
  const equity = lineChart(view, {
    name: `Equity from ${money(curve.values[0])} to ${money(curve.values[curve.values.length - 1])} ${quote}${curve.hold ? ' against buy and hold' : ''}`,
    height: 260, series, log: () => log, axis: axisNumber, format: v => `${money(v)} ${quote}`,
    overlay: g => {
      if (!band || band.low === band.high || view.to < view.max - 1) return;
      // What the path inside bars leaves open, at the end of the curve.
      g.ctx.strokeStyle = g.c.warn;
      g.ctx.lineWidth = 2;
      const x = g.X(view.max) - 2;
      line(g.ctx, x, g.Y(Number(band.low)), x, g.Y(Number(band.high)));
    },
  });
  const under = below(curve.values);
  const fall = [{ name: 'Drawdown', times: curve.times, values: under, colour: 's2', fillTo: 0 }];
  if (curve.hold) fall.push({ name: 'Buy and hold', times: curve.times, values: below(curve.hold), colour: 's8', dash: DASHES[1], width: 1.25 });
  const drawdown = lineChart(view, { name: `Drawdown, deepest ${percent(doc.metrics.maxDrawdown)}`, height: 150, series: fall, exactHigh: true, zero: true, axis: (v, step) => axisNumber(v * 100, step * 100) + '%', format: v => percent(v) });
  const e = doc.exposure;
  const times = Float64Array.from(e.long, (_, i) => e.from + i * e.step);
  const exposure = [{ name: 'Long', times, values: e.long, colour: 'up', fillTo: 0, step: true, width: 1 }];
  if (e.short.some(v => v > 0)) exposure.push({ name: 'Short', times, values: e.short.map(v => -v), colour: 'down', fillTo: 0, step: true, width: 1 });
  return [
    panel('equity', 'Equity', { tools: toggle('Log scale', false, on => { log = on; equity.refresh(); }) }, equity.element),
    panel('drawdown', 'Drawdown', null, drawdown.element),
    panel('exposure', 'Exposure', { note: 'opening notional of the trades under way, share of equity' },
      lineChart(view, { name: 'Exposure over time', height: 130, series: exposure, zero: true, axis: (v, step) => axisNumber(v * 100, step * 100) + '%', format: v => percent(v) }).element),
  ];
}

function below(values) {
  let peak = -Infinity;
  return Float64Array.from(values, v => { peak = Math.max(peak, v); return peak > 0 ? v / peak - 1 : 0; });
}

function rollingPanels(doc, view) {
  if (!doc.rolling.some(r => r.volatility.some(v => v !== null))) return [];
  const times = Float64Array.from(doc.rolling[0].sharpe, (_, i) => (doc.firstDay + i + 1) * DAY);
  const series = key => doc.rolling.map((r, i) => ({ name: `${r.days} days`, times, values: r[key], colour: i ? 's1' : 's6', dash: i ? undefined : DASHES[5], width: i ? 1.75 : 1 }));
  return [
    panel('rolling', 'Rolling Sharpe', { nav: 'Rolling', note: 'of daily returns' }, lineChart(view, { name: 'Rolling Sharpe ratio', height: 160, series: series('sharpe'), zero: true, axis: axisNumber, format: v => fixed(v, 2) }).element),
    panel('rolling-volatility', 'Rolling volatility', { nav: false, note: 'a year' }, lineChart(view, { name: 'Rolling volatility', height: 130, series: series('volatility'), axis: (v, step) => axisNumber(v * 100, step * 100) + '%', format: v => percent(v) }).element),
  ];
}

function figuresPanel(doc) {
  const unit = Object.fromEntries(doc.metricKinds.map(k => [k[0], k[1]]));
  const groups = [
    ['Result', ['totalReturn', 'cagr', 'buyAndHoldReturn', 'finalEquity', 'peakEquity', 'exposure']],
    ['Risk', ['maxDrawdown', 'avgDrawdown', 'maxDrawdownDays', 'volatility', 'sharpe', 'deflatedSharpe', 'sortino', 'calmar']],
    ['Trades', ['trades', 'winRate', 'profitFactor', 'expectancy', 'avgTrade', 'bestTrade', 'worstTrade', 'sqn', 'avgTradeMinutes', 'maxTradeMinutes']],
    ['Costs', ['fees', 'slippageCost', 'funding', 'turnover']],
  ];
  const named = new Set(groups.flatMap(g => g[1]));
  const rest = doc.metricKinds.map(k => k[0]).filter(n => !named.has(n));
  if (rest.length) groups.push(['Further', rest]);
  return panel('figures', 'Figures', null, facts(groups.flatMap(([title, names]) => [[title], ...names.map(n => [label(n), figure(n, unit[n], doc.metrics[n])])])));
}

function bandPanel(doc, quote) {
  const b = doc.band;
  if (!b) return panel('band', 'Path inside candles', { nav: false }, h('div', { class: 'empty' }, doc.instruments.some(i => i.ticks) ? 'Orders filled on ticks: there is no path inside candles to guess.' : 'The ambiguity band was switched off.'));
  if (b.low === b.high && b.pathDependentTrades === 0) return panel('band', 'Path inside candles', { nav: false }, h('div', { class: 'empty' }, 'No fill depends on how the price moved inside a candle.'));
  const [low, high, main] = [Number(b.low), Number(b.high), Number(doc.metrics.finalEquity)];
  const at = v => high > low ? (v - low) / (high - low) * 296 + 12 : 160;
  const mark = (v, text, y) => [svg('line', { x1: at(v), x2: at(v), y1: 12, y2: 36, stroke: 'var(--fg-0)', 'stroke-width': v === main ? 3 : 1 }), svg('text', { x: Math.max(30, Math.min(290, at(v))), y, fill: 'var(--fg-1)', 'font-size': 11, 'text-anchor': 'middle' }, document.createTextNode(text))];
  return panel('band', 'Path inside candles', { nav: false },
    h('div', { class: 'body' }, svg('svg', { viewBox: '0 0 320 54', role: 'img', 'aria-label': `Final equity from ${money(b.low)} to ${money(b.high)}` }, svg('rect', { x: 12, y: 18, width: 296, height: 12, rx: 3, fill: 'var(--warn)', opacity: 0.35 }), ...mark(main, 'this run', 50))),
    facts([['Final equity, lowest', `${money(b.low)} ${quote}`], ['Final equity, highest', `${money(b.high)} ${quote}`], ['Adverse price first', percent(b.adverseReturn, true)], ['Favourable price first', percent(b.favourableReturn, true)], ['Trades that depend on it', `${count(b.pathDependentTrades)} of ${count(doc.tradeCount)}`]]));
}

function settingText(name, value) {
  if (value === null) return DASH;
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (Array.isArray(value)) return value.length ? value.map(v => settingText('', v)).join(', ') : DASH;
  if (typeof value === 'object') return Object.entries(value).map(([k, v]) => `${k} ${settingText(k, v)}`).join(', ');
  if ((name === 'from' || name === 'to') && typeof value === 'number') return time(value);
  if (/Fee$|^participation$|Apr$/.test(name)) return `${exact(String(Number((Number(value) * 100).toFixed(8))))}%`;
  return typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(value) ? exact(String(value)) : String(value);
}

// What was left at nothing is not worth a line.
function settingRows(settings) { return Object.entries(settings).filter(([, v]) => v !== null).map(([k, v]) => [label(k), settingText(k, v)]); }

function settingsFacts(settings) { return panel('settings', 'Settings', { nav: false }, facts(settingRows(settings || {}))); }

function distributionPanels(doc) {
  return [
    panel('distribution', 'Daily returns', { nav: 'Distribution' }, doc.dailyHistogram.counts.length ? histogram(doc.dailyHistogram, 'Distribution of daily returns', 'day') : h('div', { class: 'empty' }, 'No day was tested.')),
    panel('trade-returns', 'Trade returns', { nav: false, note: 'on the opening notional' }, doc.tradeHistogram.counts.length ? histogram(doc.tradeHistogram, 'Distribution of trade returns', 'trade') : h('div', { class: 'empty' }, 'No trade was made.')),
  ];
}

function strategyPanel(doc) {
  const rows = [['Strategy'], ['Name', doc.strategy.name], ...Object.entries(doc.strategy.parameters).map(([k, v]) => [k, v])];
  for (const i of doc.instruments) rows.push([i.name], ['Tick', exact(i.tick)], ['Lot', exact(i.lot)], ['Least notional', exact(i.minNotional)], ['Filled on', i.ticks ? 'its public trades' + (i.ticks.bookMessages ? ' and order book' : i.ticks.quotes ? ' and quotes' : '') : i.detail ? `${i.detail} candles` : `its own ${i.timeframe} candles`]);
  return panel('assumptions', 'Strategy and instruments', { nav: 'Assumptions' }, facts(rows));
}

function settingsPanel(doc, settings) {
  return panel('settings', 'Settings', { nav: false, note: doc.fillContract }, facts(settingRows(settings)));
}

function dataPanel(doc) {
  const q = doc.dataQuality;
  const rows = [];
  for (const i of doc.instruments) rows.push([`${i.name} ${i.timeframe}`], ['Source', i.source], ['Candles', count(i.rows)], ['Hash', i.hash.slice(0, 12)], ...(i.ticks ? [['Public trades', count(i.ticks.trades)], ['Quotes', count(i.ticks.quotes)], ['Book messages', count(i.ticks.bookMessages)], ['Clock', i.ticks.clock]] : []), ...(i.synthetic ? [['Made by', 'a generator', 'warn']] : []));
  rows.push(['Found at import'], ['Gaps', count(q.gaps)], ['Missing candles', count(q.missing)], ['Longest gap', minutes(q.longestGapMs / 60000)], ['Repeated times', count(q.duplicates)], ['Out of order', count(q.outOfOrder)],
    ['Bad highs or lows', count(q.violations)], ['Without volume', count(q.zeroVolumes)], ['Flat', count(q.flat)], ['Rounded values', count(q.rounded)]);
  return panel('data', 'Data quality', { nav: 'Data' }, facts(rows));
}

function provenancePanel(doc) {
  const rows = [['Orders sent', count(doc.orderCount)], ['Fills', count(doc.fillCount)],
    ['Trade hash', doc.tradeHash.slice(0, 12)], ['State hash', doc.stateHash ? doc.stateHash.slice(0, 12) : DASH], ['Data hash', doc.dataQuality.hash.slice(0, 12)]];
  return panel('orders', 'Orders and proof', { nav: false }, facts(rows));
}

function monthsPanel(years) {
  if (years.length === 0) return null;
  const most = Math.max(0.0001, ...years.flatMap(y => y.months.filter(v => v !== null).map(Math.abs)));
  const cell = (v, total) => {
    const td = h('td', { class: total ? 'total ' + tone(v) : '' }, percent(v, true));
    if (v !== null && !total) td.style.background = `color-mix(in srgb, var(${v >= 0 ? '--up' : '--down'}) ${Math.round(4 + 26 * Math.min(1, Math.abs(v) / most))}%, transparent)`;
    return td;
  };
  return panel('months', 'Monthly returns', { nav: 'Months' }, h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Monthly returns, scrollable' }, h('table', { class: 'grid months sticky-first' },
    h('thead', null, h('tr', null, h('th', { scope: 'col', class: 'left' }, 'Year'), MONTHS.map(m => h('th', { scope: 'col' }, m)), h('th', { scope: 'col', class: 'total' }, 'Year'))),
    h('tbody', null, years.map(y => h('tr', null, h('th', { scope: 'row' }, String(y.year)), y.months.map(v => cell(v)), cell(y.total, true)))))));
}

function tradesPanel(doc, trades, charts, quote) {
  const flags = t => [t.flags & 2 ? 'open at end' : '', t.flags & 1 ? 'path' : '', t.flags & 4 ? 'same candle' : ''].filter(x => x).join(', ');
  const places = doc.instruments.map(i => (i.tick.split('.')[1] || '').length);
  // Means of several fills have more decimals than the tick; copies keep them.
  const price = (t, text) => t.instrument >= 0 && (text.split('.')[1] || '').length > places[t.instrument] ? fixed(text, places[t.instrument]) : exact(text);
  const name = t => t.instrument >= 0 ? doc.instruments[t.instrument].name : DASH;
  const columns = [
    { key: 'id', title: '#', text: t => String(t.id), sort: t => t.id },
    ...(doc.instruments.length > 1 ? [{ key: 'instrument', title: 'Instrument', left: true, text: name, sort: name }] : []),
    ...(doc.strategies ? [{ key: 'strategy', title: 'Strategy', left: true, text: t => doc.strategies[t.book], sort: t => doc.strategies[t.book] }] : []),
    { key: 'side', title: 'Side', left: true, text: t => t.side > 0 ? '\u25b2 long' : '\u25bc short', sort: t => t.side, plain: t => t.side > 0 ? 'long' : 'short', kind: t => t.side > 0 ? 'up' : 'down' },
    { key: 'entryTime', title: 'Entry', left: true, text: t => time(t.entryTime), sort: t => t.entryTime },
    { key: 'entryPrice', title: 'Entry price', text: t => price(t, t.entryText), sort: t => t.entry, plain: t => t.entryText },
    { key: 'exitTime', title: 'Exit', left: true, text: t => time(t.exitTime), sort: t => t.exitTime },
    { key: 'exitPrice', title: 'Exit price', text: t => price(t, t.exitText), sort: t => t.exit, plain: t => t.exitText },
    { key: 'quantity', title: 'Quantity', text: t => exact(t.quantity), sort: t => Number(t.quantity), plain: t => t.quantity },
    { key: 'fees', title: 'Fees', text: t => money(t.fees), sort: t => Number(t.fees), plain: t => t.fees },
    { key: 'pnl', title: `PnL ${quote}`, text: t => money(t.pnl, true), sort: t => Number(t.pnl), plain: t => t.pnl, kind: t => tone(t.pnl) },
    { key: 'returnRatio', title: 'Return', text: t => percent(t.return, true), sort: t => t.return, kind: t => tone(t.return) },
    { key: 'minutes', title: 'Length', text: t => minutes((t.exitTime - t.entryTime) / 60000), sort: t => t.exitTime - t.entryTime, plain: t => (t.exitTime - t.entryTime) / 60000 },
    { key: 'exitReason', title: 'Ended by', left: true, text: t => t.reason, sort: t => t.reason },
    { key: 'notes', title: 'Notes', left: true, text: flags, sort: flags },
  ];
  const table = dataTable({
    columns, rows: trades.slice(), name: 'Trades', target: 'chart', file: 'trades.csv', empty: 'The strategy made no trade.',
    note: doc.tradeCount > trades.length ? `the first ${count(trades.length)} of ${count(doc.tradeCount)} trades are listed` : 'choosing a trade shows it on the chart',
    pick: charts.candles ? trade => { charts.candles.show(trade, true); document.getElementById('chart').scrollIntoView(); } : null,
  });
  charts.link(table);
  return panel('trades', 'Trades', { tools: table.tools, long: true }, table.element);
}
