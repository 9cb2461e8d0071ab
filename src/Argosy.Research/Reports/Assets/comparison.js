// The report of several results side by side; differences are against the first.
const COMPARED = ['s1', 's2', 's3', 's4', 's6', 's7', 's8', 's5'];

function comparisonReport(doc) {
  const kinds = Object.fromEntries(doc.metricKinds.map(k => [k[0], k]));
  const letters = doc.results.map((_, i) => String.fromCharCode(65 + i));
  const curves = doc.results.map(r => readCurve(r.equity));
  const kept = curves.filter(c => c.times.length > 1);
  const view = timeView(Math.min(...doc.results.map(r => r.from)), Math.max(...doc.results.map(r => r.to), doc.results[0].from + 60000));
  const parts = [resultsPanel(doc, letters)];
  if (kept.length) parts.push(viewToolbar(view), ...comparedCurves(doc, view, curves, letters));
  parts.push(metricMatrix(doc, letters, kinds));
  parts.push(differencesPanel('strategy-difference', 'Strategy and parameters', 'Parameters', doc.strategyRows, letters), differencesPanel('settings-difference', 'Settings', 'Settings', doc.settingRows, letters), differencesPanel('data-difference', 'Data', 'Data', doc.dataRows, letters));
  parts.push(correlationPanel(doc, letters));
  const warned = doc.results.flatMap((r, i) => r.warnings.map(w => `${letters[i]}: ${w}`));
  parts.push(warningPanel(warned));
  return { heading: [h('b', null, `${doc.results.length} results compared`), ` \u00b7 ${doc.results.map(r => r.name).join(', ')}`], badges: ['Comparison', ...(doc.results.some(r => r.synthetic) ? ['Synthetic data'] : [])], parts, state: { view } };
}

function resultsPanel(doc, letters) {
  const rows = doc.results.map((r, i) => {
    const key = h('i', { class: 'key dot' });
    key.style.color = `var(--${COMPARED[i % 8]})`;
    return h('tr', null, h('th', { scope: 'row' }, key, ' ', letters[i]), h('td', { class: 'left' }, r.name), h('td', { class: 'left' }, r.strategy), h('td', { class: 'left' }, r.parameters.join(' ')), h('td', { class: 'left' }, `${r.instruments.join(', ')} ${r.timeframe}`), h('td', { class: 'left' }, `${date(r.from)} to ${date(r.to)}`));
  });
  const same = doc.sameTrades ? 'All traded alike (equal trade hashes)' : `Trades differ, first at trade ${doc.firstDifferentTrade}`;
  return panel('results', 'Results', { note: `${same}; ${doc.sameStates ? 'equal states' : 'states differ'}` }, h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Results, scrollable' }, h('table', { class: 'grid' }, h('thead', null, h('tr', null, ['Letter', 'Result', 'Strategy', 'Parameters', 'Market', 'Period'].map(t => h('th', { scope: 'col', class: 'left' }, t)))), h('tbody', null, rows))));
}

function comparedCurves(doc, view, curves, letters) {
  let log = false;
  const relative = c => Float64Array.from(c.values, v => c.values[0] > 0 ? v / c.values[0] - 1 : 0);
  const series = of => curves.map((c, i) => ({ name: letters[i], times: c.times, values: of(c), colour: COMPARED[i % 8], dash: i ? DASHES[i % 8] : undefined, width: 1.6 })).filter(s => s.times.length > 1);
  const growth = series(c => relative(c).map(v => v + 1));
  const equity = lineChart(view, { name: 'Growth of each result from its start', height: 320, series: growth, log: () => log, axis: (v, step) => axisNumber((v - 1) * 100, step * 100) + '%', format: v => v === null ? DASH : percent(v - 1, true) });
  const drawdown = lineChart(view, { name: 'Drawdown of each result', height: 170, series: series(c => below(c.values)), zero: true, exactHigh: true, axis: (v, step) => axisNumber(v * 100, step * 100) + '%', format: v => percent(v) });
  return [panel('equity', 'Growth', { tools: toggle('Log scale', false, on => { log = on; equity.refresh(); }) }, equity.element), panel('drawdown', 'Drawdown', null, drawdown.element)];
}

function metricMatrix(doc, letters, kinds) {
  const difference = (kind, value, base) => {
    if (missing(value) || missing(base)) return DASH;
    const by = Number(value) - Number(base);
    const text = figure(kind[0], kind[1], Math.abs(by));
    return by === 0 ? '0' : (by > 0 ? '+' : MINUS) + text;
  };
  return panel('metrics', 'Figures', { note: 'differences are against A; \u25c6 is the better' }, h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Figures, scrollable' }, h('table', { class: 'grid sticky-first' },
    h('thead', null, h('tr', null, h('th', { scope: 'col', class: 'left' }, 'Figure'), letters.flatMap((l, i) => i ? [h('th', { scope: 'col' }, l), h('th', { scope: 'col' }, `${l} ${MINUS} A`)] : [h('th', { scope: 'col' }, l)]))),
    h('tbody', null, doc.metrics.map(m => h('tr', { 'data-metric': m.name }, h('th', { scope: 'row' }, label(m.name)), m.values.flatMap((v, i) => {
      const kind = kinds[m.name];
      const cell = h('td', { class: m.best === i ? 'best' : '' }, figure(m.name, kind[1], v));
      return i ? [cell, h('td', { class: 'muted' }, difference(kind, v, m.values[0]))] : [cell];
    })))))));
}

// parameters.fast is fast, settings.takerFee is Taker fee.
function wordOf(name) { const [head, ...rest] = name.split('.'); return head === 'parameters' && rest.length ? rest.join('.') : head === 'settings' && rest.length ? label(rest.join(' ')) : spaced(name.replaceAll('.', ' ')); }

function differencesPanel(id, title, nav, rows, letters) {
  if (rows.length === 0) return panel(id, title, { nav: false }, h('div', { class: 'empty' }, 'The same in all results.'));
  const cell = v => v === null || v === 'null' ? DASH : /^[0-9a-f]{64}$/.test(v) ? v.slice(0, 12) : v;
  return panel(id, title, { nav, note: 'what differs' }, h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': `${title}, scrollable` }, h('table', { class: 'grid sticky-first' },
    h('thead', null, h('tr', null, h('th', { scope: 'col', class: 'left' }, 'Name'), letters.map(l => h('th', { scope: 'col' }, l)))),
    h('tbody', null, rows.map(r => h('tr', null, h('th', { scope: 'row' }, wordOf(r.name)), r.values.map(v => h('td', { class: v === r.values[0] ? 'soft' : '' }, cell(v)))))))));
}

function correlationPanel(doc, letters) {
  const shade = v => { const td = h('td', null, fixed(v, 2)); if (v !== null) td.style.background = `color-mix(in srgb, var(${v >= 0 ? '--up' : '--down'}) ${Math.round(30 * Math.abs(v))}%, transparent)`; return td; };
  return panel('correlation', 'Correlation of daily returns', { nav: 'Correlation' }, h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Correlation, scrollable' }, h('table', { class: 'grid' }, h('thead', null, h('tr', null, h('th', { scope: 'col', class: 'left' }, 'Result'), letters.map(l => h('th', { scope: 'col' }, l)))), h('tbody', null, doc.correlations.map((row, i) => h('tr', null, h('th', { scope: 'row' }, letters[i]), row.map(shade)))))));
}
