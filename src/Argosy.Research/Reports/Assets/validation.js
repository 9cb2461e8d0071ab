// The report of a validation: a verdict for each check, and what stands behind it.
const VERDICTS = { fine: ['\u2713', 'ok'], doubtful: ['!', 'warn'], failed: ['\u2715', 'crit'], skipped: ['\u2013', 'muted'] };

const CHECKS = { pbo: 'Overfitting (PBO)', 'deflated-sharpe': 'Deflated Sharpe', 'monte-carlo': 'Monte Carlo', 'look-ahead': 'Look-ahead', 'warm-up': 'Warm-up', 'cross-validation': 'Cross-validation' };

function verdictOf(word) { return VERDICTS[word] || ['?', 'warn']; }

function validationReport(doc) {
  const v = doc.source;
  const of = name => { const check = v.checks.find(c => c.name === name); return check ? check.figures : {}; };
  const m = v.metrics;
  const against = v.checks.filter(c => ['warn', 'crit'].includes(verdictOf(c.verdict)[1])).length;
  const chance = of('monte-carlo');
  const parts = [kpiTiles('figures-head',
    kpi('Checks', against === 0 ? 'Nothing against it' : `${count(against)} of ${count(v.checks.length)} against it`, `${count(v.checks.filter(c => c.verdict === 'fine').length)} fine, ${count(v.checks.filter(c => c.verdict === 'skipped').length)} skipped`, { hero: true, kind: against ? 'warn' : 'ok' }),
    kpi('Deflated Sharpe', percent(of('deflated-sharpe').deflatedSharpe), 'probability it is no luck'),
    kpi('Overfitting', percent(of('pbo').probabilityOfBacktestOverfitting), 'PBO, probability'),
    kpi('Sharpe', fixed(m.sharpe, 2), `total return ${percent(m.totalReturn, true)}`),
    kpi('Trials counted', count(v.trials.count), v.trials.recorded ? 'remembered by the catalogue' : 'made here; no catalogue'),
    kpi('Sharpe of a trial, a day', fixed(v.trials.meanDailySharpe, 4), `variance ${fixed(v.trials.varianceDailySharpe, 6)}`))];
  parts.push(checksPanel(v));
  parts.push(warningPanel(v.warnings));
  parts.push(fanPanel(chance, m));
  parts.push(h('div', { class: 'halves' }, spreadsPanel(chance), ranksPanel(of('pbo'))));
  parts.push(h('div', { class: 'halves' }, crossPanel(of('cross-validation')), costsPanel(of('costs'))));
  parts.push(h('div', { class: 'halves' }, warmUpPanel(of('warm-up')), plateauPanel(of('plateau'))));
  parts.push(h('div', { class: 'thirds' },
    panel('figures', 'Figures', null, facts(doc.metricKinds.map(k => [label(k[0]), figure(k[0], k[1], m[k[0]])]))),
    panel('assumptions', 'Strategy', { nav: 'Assumptions' }, facts([['Name', v.strategy.name], ...Object.entries(v.strategy.parameters), ['Parameter sets', count(v.sets)], ['Trade hash', String(v.tradeHash).slice(0, 12)], ['Data hash', String(v.dataHash).slice(0, 12)]])),
    panel('settings', 'Settings', { nav: false }, facts(settingRows(v.settings)))));
  return { heading: [h('b', null, v.strategy.name), ` validated on ${v.instruments.join(', ')} ${v.timeframe} \u00b7 ${date(v.from)} to ${date(v.to)}`], badges: ['Validation'], parts, state: { source: v } };
}

function checksPanel(v) {
  return panel('checks', 'Checks', null, h('ul', { class: 'checks' }, v.checks.map(c => {
    const [sign, kind] = verdictOf(c.verdict);
    return h('li', { 'data-check': c.name }, h('span', { class: 'sign ' + kind, 'aria-hidden': 'true' }, sign), h('div', null, h('b', null, CHECKS[c.name] || spaced(c.name)), ' ', h('span', { class: 'verdict ' + kind }, spaced(c.verdict)), h('p', { class: 'soft' }, c.text)));
  })));
}

// Days drawn anew: where the middle and the tails of all series stand on each day.
function fanPanel(chance, metrics) {
  const b = chance.blockBootstrap;
  if (!b || !b.fan) return null;
  const rows = b.fan;
  const name = `Growth of ${count(b.runs)} series of days drawn anew in blocks of ${count(b.blockDays)}`;
  const readout = h('div', { class: 'readout' });
  let pointed = null;
  const [low, high] = [Math.min(0, ...rows.map(r => r[1])), Math.max(0, ...rows.map(r => r[5]))];
  const frame = width => ({ x0: 8, x1: width - AXIS });
  const plot = surface(280, name, (ctx, width, height) => {
    const c = theme.colours;
    const { x0, x1 } = frame(width);
    const [y0, y1] = [8, height - FOOT];
    const X = d => x0 + d / rows[rows.length - 1][0] * (x1 - x0);
    const Y = v => y1 - (v - low) / (high - low || 1) * (y1 - y0 - 8) - 4;
    ctx.textBaseline = 'middle';
    for (const [v, step] of valueTicks(low, high, false, (y1 - y0) / 44)) {
      ctx.strokeStyle = Math.abs(v) < 1e-12 ? c.control : alpha(c.line, 0.7);
      line(ctx, x0, Math.round(Y(v)) + 0.5, x1, Math.round(Y(v)) + 0.5);
      ctx.fillStyle = c['fg-2'];
      ctx.textAlign = 'left';
      ctx.fillText(axisNumber(v * 100, step * 100) + '%', x1 + 6, Y(v));
    }
    ctx.textAlign = 'center';
    for (const [d] of valueTicks(0, rows[rows.length - 1][0], false, (x1 - x0) / 110)) if (X(d) > x0 + 20 && X(d) < x1 - 20) { ctx.fillStyle = c['fg-2']; ctx.fillText(`day ${count(d)}`, X(d), y1 + 12); }
    const band = (a, z, share) => {
      ctx.beginPath();
      rows.forEach((r, i) => i ? ctx.lineTo(X(r[0]), Y(r[a])) : ctx.moveTo(X(r[0]), Y(r[a])));
      for (let i = rows.length - 1; i >= 0; i--) ctx.lineTo(X(rows[i][0]), Y(rows[i][z]));
      ctx.closePath();
      ctx.fillStyle = alpha(c.s1, share);
      ctx.fill();
    };
    band(1, 5, 0.16);
    band(2, 4, 0.26);
    ctx.beginPath();
    rows.forEach((r, i) => i ? ctx.lineTo(X(r[0]), Y(r[3])) : ctx.moveTo(X(r[0]), Y(r[3])));
    ctx.strokeStyle = c.s1;
    ctx.lineWidth = 2;
    ctx.stroke();
    ctx.lineWidth = 1;
    if (pointed !== null) { ctx.strokeStyle = c.control; line(ctx, X(rows[pointed][0]), y0, X(rows[pointed][0]), y1); }
  });
  const tell = () => { const r = rows[pointed === null ? rows.length - 1 : pointed]; readout.replaceChildren(...[['Day', count(r[0])], ['5% lie below', percent(r[1], true)], ['a quarter', percent(r[2], true)], ['half', percent(r[3], true)], ['three quarters', percent(r[4], true)], ['95%', percent(r[5], true)]].map(([n, t]) => h('span', null, n, ' ', h('b', null, t)))); };
  const set = i => { pointed = i; tell(); plot.redraw(); };
  plot.canvas.addEventListener('pointermove', event => { const { x0, x1 } = frame(plot.canvas.clientWidth); set(Math.max(0, Math.min(rows.length - 1, Math.round((event.clientX - plot.canvas.getBoundingClientRect().left - x0) / (x1 - x0) * (rows.length - 1))))); });
  plot.canvas.addEventListener('pointerleave', () => set(null));
  plot.canvas.addEventListener('keydown', event => { const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]; if (!by) return; event.preventDefault(); set(Math.max(0, Math.min(rows.length - 1, (pointed === null ? 0 : pointed) + by))); });
  tell();
  return panel('fan', 'What else could have come', { nav: 'Monte Carlo', note: `${count(b.runs)} series; the line is the middle, the bands hold half and nine tenths; the run itself made ${percent(metrics.totalReturn, true)}` },
    h('div', { class: 'chart', role: 'group', 'aria-label': name }, readout, plot.canvas, twin(name, () => ({ head: ['Day', '5%', '25%', '50%', '75%', '95%'], rows: rows.map(r => [count(r[0]), ...r.slice(1).map(x => percent(x, true))]) })).element));
}

function spreadsPanel(chance) {
  const names = { totalReturn: 'total return', maxDrawdown: 'max drawdown', sharpe: 'Sharpe', trades: 'trades' };
  const titles = { tradeShuffle: 'Trades shuffled', blockBootstrap: 'Days drawn anew', candleNoise: 'Candles noised' };
  const columns = ['least', 'p05', 'p25', 'median', 'p75', 'p95', 'greatest', 'mean'];
  const rows = Object.entries(titles).filter(([k]) => chance[k]).flatMap(([k, title]) => Object.keys(names).filter(n => chance[k][n]).map(n => ({ name: `${title}: ${names[n]}`, key: `${k}.${n}`, spread: chance[k][n], text: x => missing(x) ? DASH : n === 'sharpe' ? fixed(x, 2) : n === 'trades' ? fixed(x, 1) : percent(x) })));
  if (rows.length === 0) return null;
  return panel('spreads', 'Spread of what chance could do', { nav: fanless(chance) ? 'Monte Carlo' : false }, h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Spreads, scrollable' }, h('table', { class: 'grid sticky-first' },
    h('thead', null, h('tr', null, h('th', { scope: 'col', class: 'left' }, 'Figure'), ['Least', '5%', '25%', 'Median', '75%', '95%', 'Greatest', 'Mean'].map(t => h('th', { scope: 'col' }, t)))),
    h('tbody', null, rows.map(r => h('tr', { 'data-spread': r.key }, h('th', { scope: 'row' }, r.name), columns.map(c => h('td', null, r.text(r.spread[c])))))))),
    h('div', { class: 'foot' }, Object.entries(titles).filter(([k]) => chance[k]).map(([k, title]) => `${title}: ${count(chance[k].runs)} runs${missing(chance[k].lossShare) ? '' : `, ${percent(chance[k].lossShare)} lose`}`).join(' \u00b7 ')));
}

function fanless(chance) { return !(chance.blockBootstrap && chance.blockBootstrap.fan); }

function ranksPanel(p) {
  if (!p || missing(p.probabilityOfBacktestOverfitting)) return null;
  const counts = p.relativeRankCounts;
  const bars = counts ? counts.map((n, i) => ({ name: `rank ${fixed(i / counts.length, 2)} to ${fixed((i + 1) / counts.length, 2)}`, group: fixed(i / counts.length, 2), value: n, colour: i < counts.length / 2 ? 's2' : 's1' })) : null;
  return panel('pbo', 'Rank of the best, out of sample', { nav: 'Overfitting', note: `probability of backtest overfitting ${percent(p.probabilityOfBacktestOverfitting)}` },
    bars && barChart(bars, `Relative rank of the chosen set in ${count(p.splits)} splits; at most one half (orange) is overfitted`, v => missing(v) ? DASH : count(v)),
    facts([['Parameter sets', count(p.sets)], ['Splits', count(p.splits)], ['Sharpe where it was chosen', fixed(p.inSampleSharpe, 2)], ['Sharpe where it was not', fixed(p.outOfSampleSharpe, 2)], ['Loses out of sample', percent(p.lossProbability)]]));
}

function crossPanel(figures) {
  const rows = [['folds', 'Folds'], ['combinatorial', 'Combinatorial']].filter(([k]) => figures && figures[k]).map(([k, t]) => [t, figures[k]]);
  if (rows.length === 0) return null;
  return panel('cross', 'Cross-validation', { nav: 'Cross-validation' }, facts(rows.flatMap(([t, x]) => [[t], ['Splits', count(x.splits)], ['Sharpe in sample', fixed(x.inSampleSharpe, 2)], ['Sharpe out of sample, median', x.outOfSampleSharpe ? fixed(x.outOfSampleSharpe.median, 2) : DASH], ['5% to 95%', x.outOfSampleSharpe ? `${fixed(x.outOfSampleSharpe.p05, 2)} to ${fixed(x.outOfSampleSharpe.p95, 2)}` : DASH], ['Splits that lose', percent(x.lossShare)], ['Purge and embargo', `${count(x.purgeDays)} and ${plural(x.embargoDays, 'day')}`]])));
}

function costsPanel(c) {
  if (!c || !c.steps) return null;
  return panel('costs', 'Costs multiplied', { nav: 'Costs', note: missing(c.breakEvenMultiple) ? undefined : `breaks even at ${fixed(c.breakEvenMultiple, 2)}\u00d7` },
    barChart(c.steps.map(s => ({ name: `${s.multiple}\u00d7 the costs`, group: `${s.multiple}\u00d7`, value: s.totalReturn, colour: s.totalReturn < 0 ? 'down' : 'up' })), 'Total return at multiples of the costs', v => percent(v)),
    facts([['Break-even multiple', missing(c.breakEvenMultiple) ? DASH : `${fixed(c.breakEvenMultiple, 2)}\u00d7`], ['Break-even per fill', missing(c.breakEvenBps) ? DASH : `${fixed(c.breakEvenBps, 1)} bps`]]));
}

function warmUpPanel(x) {
  if (!x || !x.probes) return null;
  return panel('warm-up', 'Warm-up', { nav: 'Warm-up', note: missing(x.barsNeeded) ? 'no length was enough' : `${plural(x.barsNeeded, 'bar')} needed` },
    barChart(x.probes.map(p => ({ name: `${plural(p.bars, 'bar')} before the test`, group: String(p.bars), value: p.ordersDiffering, colour: p.ordersDiffering ? 's2' : 's3' })), 'Orders that differ, by bars before the test', v => missing(v) ? DASH : count(v), 160));
}

function plateauPanel(p) {
  if (!p || missing(p.neighbours)) return null;
  return panel('plateau', 'Plateau', { nav: false, note: 'the best against its neighbours' }, facts([['Score', fixed(p.score, 2)], ['Best', fixed(p.best, 4)], ['Neighbours', count(p.neighbours)], ['Mean of them', fixed(p.mean, 4)], ['Worst of them', fixed(p.worst, 4)]]));
}
