// The report of a walk through time.
function walkForwardReport(doc) {
  const w = doc.source;
  const units = Object.fromEntries(doc.metricKinds.map(k => [k[0], k]));
  const times = Float64Array.from(w.equity, p => p[0]);
  const values = Float64Array.from(w.equity, p => Number(p[1]));
  const view = timeView(w.windows[0].testFrom, w.windows[w.windows.length - 1].testTo);
  const m = w.outOfSample;
  const quote = String(w.instruments[0]).split('/').pop();
  const parts = [kpiTiles('figures-head',
    kpi('Out of sample', percent(m.totalReturn, true), `buy and hold ${percent(m.buyAndHoldReturn, true)}`, { hero: true, kind: tone(m.totalReturn) }),
    kpi('Efficiency', percent(w.efficiency), 'growth, out / in sample'),
    kpi('Growth a year', percent(w.outOfSampleGrowth, true), `in sample ${percent(w.inSampleGrowth, true)}`, { kind: tone(w.outOfSampleGrowth) }),
    kpi('Sharpe', fixed(m.sharpe, 2), `Sortino ${fixed(m.sortino, 2)}`),
    kpi('Max drawdown', percent(missing(m.maxDrawdown) ? null : -m.maxDrawdown), `longest ${figure('maxDrawdownDays', 'days', m.maxDrawdownDays)}`),
    kpi('Trades', count(m.trades), `win rate ${percent(m.winRate)}`),
    kpi('Windows', count(w.windows.length), w.planned > w.windows.length ? `of ${count(w.planned)} planned` : `${w.anchored ? 'anchored' : 'rolling'}`))];
  parts.push(warningPanel(w.warnings));
  if (times.length > 1) {
    const series = [{ name: 'Equity', times, values, colour: 's1', width: 1.75 }];
    const borders = g => { g.ctx.strokeStyle = g.c.control; g.ctx.setLineDash([3, 4]); for (const x of w.windows.slice(1)) line(g.ctx, g.X(x.testFrom), g.y0, g.X(x.testFrom), g.y1); g.ctx.setLineDash([]); };
    let log = false;
    const equity = lineChart(view, { name: 'equity out of sample', height: 280, series, log: () => log, axis: axisNumber, format: v => `${money(v)} ${quote}`, overlay: borders });
    parts.push(viewToolbar(view),
      panel('equity', 'Equity out of sample', { nav: 'Equity', note: 'the tests laid end to end; dashes are their borders', tools: toggle('Log scale', false, on => { log = on; equity.refresh(); }) }, equity.element),
      panel('drawdown', 'Drawdown', null, lineChart(view, { name: 'drawdown out of sample', height: 150, series: [{ name: 'Drawdown', times, values: below(values), colour: 's2', fillTo: 0 }], exactHigh: true, zero: true, axis: (v, step) => axisNumber(v * 100, step * 100) + '%', format: v => percent(v), overlay: borders }).element));
  }
  parts.push(windowsPanel(w, units), samplesPanel(w), chosenPanel(w));
  parts.push(h('div', { class: 'thirds' }, panel('figures', 'Figures out of sample', { nav: 'Figures' }, facts(doc.metricKinds.map(k => [label(k[0]), figure(k[0], k[1], m[k[0]])]))), searchPanel(w), settingsFacts(w.settings)));
  return { heading: [h('b', null, w.strategy.name), ` walked forward on ${w.instruments.join(', ')} ${w.timeframe} \u00b7 ${date(w.from)} to ${date(w.to)}`], badges: ['Walk-forward'], parts, state: { view, source: w } };
}

const SAMPLE_FIGURES = ['totalReturn', 'cagr', 'sharpe', 'maxDrawdown', 'trades', 'winRate'];

// In and out of sample side by side, one row a window.
function windowsPanel(w, units) {
  const text = (name, metrics) => metrics ? figure(name, units[name][1], metrics[name]) : DASH;
  return panel('windows', 'In and out of sample', { nav: 'Windows', long: true }, h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Windows, scrollable' }, h('table', { class: 'grid sticky-first' },
    h('thead', null,
      h('tr', null, h('th', { scope: 'col', class: 'left' }, 'Test'), h('th', { scope: 'col', class: 'left' }, 'Trained on'), ...SAMPLE_FIGURES.flatMap(n => [h('th', { scope: 'col' }, `${label(n)}, in`), h('th', { scope: 'col' }, 'out')]), h('th', { scope: 'col' }, 'Tried'))),
    h('tbody', null, w.windows.map((x, i) => h('tr', { 'data-window': i }, h('th', { scope: 'row' }, `${date(x.testFrom)} to ${date(x.testTo)}`), h('td', { class: 'left' }, `${date(x.trainFrom)} to ${date(x.trainTo)}`),
      ...SAMPLE_FIGURES.flatMap(n => [h('td', { class: 'soft' }, text(n, x.inSample)), h('td', { 'data-figure': n, class: n === 'totalReturn' && x.outOfSample ? tone(x.outOfSample[n]) : '' }, text(n, x.outOfSample))]), h('td', null, count(x.tried))))))));
}

// The objective's promise and what came of it.
function samplesPanel(w) {
  const first = (w.objectives || []).map(o => o.name).find(n => w.windows.some(x => x.inSample && n in x.inSample)) || 'sharpe';
  const bars = w.windows.flatMap((x, i) => [['in', x.inSample], ['out', x.outOfSample]].map(([side, m]) => ({ name: `${date(x.testFrom)} ${side === 'in' ? 'in sample' : 'out of sample'}`, group: String(i + 1), value: m ? m[first] : null, colour: side === 'in' ? 's8' : 's1' })));
  return panel('samples', `${label(first)}, window by window`, { nav: false, note: 'grey in sample, blue out of sample' }, barChart(bars, `${label(first)} in and out of sample`, v => missing(v) ? DASH : fixed(v, 2)));
}

function chosenPanel(w) {
  const names = [...new Set(w.windows.flatMap(x => Object.keys(x.parameters || {})))];
  return panel('chosen', 'Parameters chosen', { nav: 'Parameters' }, h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Parameters chosen, scrollable' }, h('table', { class: 'grid sticky-first' },
    h('thead', null, h('tr', null, h('th', { scope: 'col', class: 'left' }, 'Test from'), [...names, 'size'].map(n => h('th', { scope: 'col' }, n)))),
    h('tbody', null, w.windows.map(x => h('tr', null, h('th', { scope: 'row' }, date(x.testFrom)), names.map(n => h('td', null, x.parameters && !missing(x.parameters[n]) ? x.parameters[n] : DASH)), h('td', null, x.size || DASH)))))));
}
