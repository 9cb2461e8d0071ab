// What a run says beyond figures and trades: why trades ended, what was refused, what a perpetual contract cost.
function barRows(rows, whole) {
  const most = whole || Math.max(1e-12, ...rows.map(r => Math.abs(r[1])));
  return h('table', { class: 'bar-table' }, h('thead', { class: 'hidden' }, h('tr', null, ['Name', 'Share', 'Value'].map(t => h('th', { scope: 'col' }, t)))),
    h('tbody', null, rows.map(([name, size, text, kind]) => {
      const fill = h('div', { class: 'fill ' + (kind || '') });
      fill.style.width = `${Math.abs(size) / most * 100}%`;
      return h('tr', null, h('th', { scope: 'row' }, name), h('td', null, h('div', { class: 'track' }, fill)), h('td', { class: 'value' }, text));
    })));
}

function exitsPanel(doc, quote) {
  if (doc.exits.length === 0) return null;
  return panel('exits', 'How trades ended', { nav: 'Exits' }, h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'How trades ended, scrollable' }, h('table', { class: 'grid sticky-first' },
    h('thead', null, h('tr', null, ['Ended by', 'Trades', 'Share', 'Won', `PnL ${quote}`, 'Mean return'].map((t, i) => h('th', { scope: 'col', class: i ? '' : 'left' }, t)))),
    h('tbody', null, doc.exits.map(e => h('tr', { 'data-exit': e.reason }, h('th', { scope: 'row' }, spaced(e.reason)), h('td', null, count(e.trades)), h('td', null, percent(e.trades / doc.tradeCount)), h('td', null, percent(e.won / e.trades)), h('td', { class: tone(e.pnl) }, money(e.pnl, true)), h('td', { class: tone(e.meanReturn) }, percent(e.meanReturn, true))))))));
}

const UNFILLED = { guard: 'Refused by guards', 'risk-rule': 'Refused by limits', liquidated: 'Cancelled at a liquidation' };

function refusalsPanel(doc) {
  const rows = Object.entries(doc.unfilled).filter(e => e[1] > 0).sort((a, b) => b[1] - a[1]);
  if (rows.length === 0) return null;
  return panel('refusals', 'Orders that did not fill', { nav: false, note: `of ${count(doc.orderCount)} sent` }, barRows(rows.map(([reason, n]) => [UNFILLED[reason] || spaced(reason), n, count(n), 's5'])));
}

function perpetualPanel(doc, trades, quote) {
  const p = doc.perpetual;
  if (!p) return null;
  const struck = trades.filter(t => t.reason === 'liquidation');
  return panel('perpetual', 'Margin and funding', { nav: 'Margin' },
    facts([['Liquidations', count(p.liquidations), p.liquidations > 0 ? 'crit' : ''], ['Paid by the insurance', `${money(p.insurance)} ${quote}`], ['Funding settlements', count(p.settlements)], ['Funding, paid (\u2212) or received', `${money(doc.metrics.funding, true)} ${quote}`],
      ['Settled at the last price', count(p.settledAtLastPrice)], ['Bars without a mark', count(p.barsWithoutMark)],
      ...doc.instruments.flatMap(i => [[i.name], ['Mark candles', i.mark ? `${count(i.mark.rows)} of ${i.mark.timeframe}` : 'none: the last price'], ['Funding rates', i.funding ? count(i.funding.rows) : 'none']])]),
    struck.length > 0 && h('div', { class: 'scroll short', tabindex: 0, role: 'group', 'aria-label': 'Liquidations, scrollable' }, h('table', { class: 'grid sticky-first', 'aria-label': 'Liquidations' },
      h('thead', null, h('tr', null, ['Liquidated', 'Instrument', 'Side', 'Price', `PnL ${quote}`].map((t, i) => h('th', { scope: 'col', class: i < 3 ? 'left' : '' }, t)))),
      h('tbody', null, struck.map(t => h('tr', null, h('th', { scope: 'row' }, time(t.exitTime)), h('td', { class: 'left' }, doc.instruments[t.instrument].name), h('td', { class: 'left' }, t.side > 0 ? 'long' : 'short'), h('td', null, exact(t.exitText)), h('td', { class: tone(t.pnl) }, money(t.pnl, true))))))));
}
