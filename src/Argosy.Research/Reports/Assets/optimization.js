// The report of an optimisation.
function optimizationReport(doc) {
  const units = Object.fromEntries(doc.metricKinds.map(k => [k[0], k[1]]));
  const betters = Object.fromEntries(doc.metricKinds.map(k => [k[0], k[2]]));
  const text = name => v => missing(v) ? DASH : units[name] ? figure(name, units[name], v) : fixed(v, 4);
  const objectives = (doc.objectives || []).map(o => ({ name: o.name, higher: !/min|low/i.test(String(o.sense)) }));
  const trials = doc.trials.map(t => ({ id: t[0], status: t[1], parameters: t[2], objectives: t[3] || [], metrics: t[4] }));
  const complete = trials.filter(t => t.status === 'complete');
  const values = [
    ...objectives.map((o, i) => ({ key: `objective ${i}`, name: label(o.name), raw: o.name, higher: o.higher, text: text(o.name), of: t => t.objectives[i] === undefined ? null : t.objectives[i] })),
    ...doc.metricNames.filter(n => !objectives.some(o => o.name === n)).map(n => ({ key: n, name: label(n), raw: n, higher: betters[n] !== 'lower', text: text(n), of: t => t.metrics[doc.metricNames.indexOf(n)] })),
  ];
  const front = new Set((doc.front || []).map(String));
  const best = trials.find(t => doc.best !== null && String(t.id) === String(doc.best)) || null;
  const model = { parameters: doc.parameterNames, complete, values };
  const parts = [optimizationKpis(doc, best, values), warningPanel(doc.warnings)];
  const table = trialsTable(doc, trials, values, front, best);
  if (values.length && complete.length) {
    const pick = t => { table.choose(t); document.getElementById('trials').scrollIntoView(); };
    const heat = model.parameters.length > 1 ? heatMap(model) : null;
    const lines = parallel(model, inside => table.keep(inside));
    parts.push(h('div', { class: 'split' }, h('div', { class: 'stack' },
      heat && panel('heat', 'Heat map', { tools: heat.tools }, heat.element),
      panel('parallel', 'Parallel coordinates', { nav: 'Parallel', tools: lines.tools }, lines.element),
      progressPanel(trials, values[0], best, pick),
      objectives.length > 1 && frontPanel(complete, values, objectives, front, pick)), h('div', { class: 'stack' }, bestPanel(doc, best, values), importancePanel(doc, objectives), countsPanel(doc))));
    model.lines = lines;
  } else {
    parts.push(panel('none', 'Nothing to draw', { nav: false }, h('div', { class: 'empty' }, 'No trial was completed within the constraints.')), countsPanel(doc));
  }
  parts.push(panel('trials', 'Trials', { tools: table.tools, long: true }, table.element));
  parts.push(h('div', { class: 'halves' }, searchPanel(doc), settingsFacts(doc.settings)));
  return { heading: [h('b', null, doc.strategy.name), ` optimised on ${doc.instruments.join(', ')} ${doc.timeframe || ''}${doc.from !== null ? ` \u00b7 ${date(doc.from)} to ${date(doc.to)}` : ''}`], badges: ['Optimisation'], parts, state: { model, trials } };
}

function optimizationKpis(doc, best, values) {
  const metric = name => { const v = values.find(x => x.raw === name); return best && v ? v.text(v.of(best)) : DASH; };
  const first = values[0];
  return kpiTiles('figures-head',
    kpi(first ? `Best ${first.name}` : 'Best', best && first ? first.text(first.of(best)) : DASH, best ? `trial ${best.id}` : 'no trial was best', { hero: true }),
    ...['totalReturn', 'sharpe', 'maxDrawdown', 'trades'].filter(n => !first || n !== first.raw).slice(0, 3).map(n => kpi(label(n), metric(n), 'of the best trial')),
    kpi('Trials', count(doc.counts.trials), `${count(doc.counts.complete)} complete`),
    kpi('Constraint broken', count(doc.counts.violating), `${count(doc.counts.pruned)} pruned \u00b7 ${count(doc.counts.infeasible)} infeasible \u00b7 ${count(doc.counts.failed)} failed`),
    kpi('Method', doc.method || DASH, `seed ${missing(doc.seed) ? DASH : doc.seed}`));
}

function trialsTable(doc, trials, values, front, best) {
  const rows = trials.slice();
  const ranked = values[0];
  const aims = (doc.objectives || []).length || 1;
  const valued = v => ({ key: v.key, head: v.raw, title: v.name, text: t => v.text(v.of(t)), sort: t => missing(v.of(t)) ? null : Number(v.of(t)), plain: v.of });
  const columns = [
    { key: 'id', title: 'Trial', text: t => String(t.id) + (t === best ? ' \u25c6' : front.has(String(t.id)) ? ' \u25c7' : ''), sort: t => Number(t.id), plain: t => t.id },
    { key: 'status', title: 'Status', left: true, text: t => t.status, sort: t => t.status, kind: t => t.status === 'complete' ? 'soft' : 'warn' },
    ...values.slice(0, aims).map(valued),
    ...doc.parameterNames.map((p, i) => ({ key: `parameters.${p}`, title: p, text: t => missing(t.parameters[i]) ? DASH : t.parameters[i], sort: t => Number.isFinite(Number(t.parameters[i])) ? Number(t.parameters[i]) : t.parameters[i], plain: t => t.parameters[i] })),
    ...values.slice(aims).map((v, i) => ({ ...valued(v), extra: i > 3 })),
  ];
  const table = dataTable({ columns, rows, name: 'Trials', file: 'trials.csv', target: 'trials', note: '\u25c6 best' + (front.size ? ', \u25c7 on the front' : '') + (doc.counts.trials > trials.length ? `; ${count(trials.length)} of ${count(doc.counts.trials)} trials are listed` : '') });
  if (ranked) table.sortBy(ranked.key, ranked.higher ? -1 : 1);
  table.keep = inside => table.setRows(inside ? trials.filter(t => inside.has(t)) : trials);
  return table;
}

function bestPanel(doc, best, values) {
  if (!best) return panel('best', 'Best trial', null, h('div', { class: 'empty' }, 'No trial is best: none was complete, or all are equal.'));
  return panel('best', 'Best trial', { note: `trial ${best.id}` }, facts([['Parameters'], ...doc.parameterNames.map((p, i) => [p, missing(best.parameters[i]) ? DASH : best.parameters[i]]), ['Figures'], ...values.map(v => [v.name, v.text(v.of(best))])]));
}

function importancePanel(doc, objectives) {
  if (objectives.length === 0) return null;
  const holder = h('div');
  const show = index => holder.replaceChildren(barRows(doc.parameterNames.map((p, i) => [p, doc.importance[index][i]]).sort((a, b) => (b[1] || 0) - (a[1] || 0)).map(([name, share]) => [name, share || 0, percent(share)]), 1), h('div', { class: 'foot' }, 'Share of the objective\u2019s spread that each parameter explains by itself (correlation ratio \u03b5\u00b2 over groups of equal value, or eighths). What two explain only together is seen in neither.'));
  show(0);
  return panel('importance', 'Importance', { tools: objectives.length > 1 ? picker('Of', objectives.map((o, i) => [String(i), label(o.name)]), '0', i => show(Number(i))) : null }, holder);
}

function countsPanel(doc) {
  return panel('counts', 'Trials by outcome', { nav: false }, facts([['Complete', count(doc.counts.complete)], ['of these, a constraint broken', count(doc.counts.violating)], ['Infeasible', count(doc.counts.infeasible)], ['Pruned', count(doc.counts.pruned)], ['Failed', count(doc.counts.failed)]]));
}

function searchPanel(doc) {
  const rows = [['Search'], ['Method', doc.method || DASH], ['Seed', missing(doc.seed) ? DASH : String(doc.seed)], ...(doc.objectives || []).map(o => ['Objective', `${label(o.name)}, ${o.sense}`]), ...(doc.constraints || []).map(c => ['Constraint', `${c.name} ${c.operator} ${c.value}`])];
  if ((doc.ranges || []).length) rows.push(['Ranges'], ...doc.ranges.map(r => [r.name, (r.values || []).length ? r.values.join(', ') : `${r.from} to ${r.to}${missing(r.step) ? '' : `, step ${r.step}`}`]));
  const p = doc.performance;
  if (p) rows.push(['Work'], ['Time', `${fixed(p.seconds, 2)} s`], ['Engine time', `${fixed(p.engineSeconds, 2)} s`], ['Overhead', percent(p.overheadRatio)], ['Jobs', count(p.jobs)]);
  if (doc.dataHash) rows.push(['Data'], ['Hash', String(doc.dataHash).slice(0, 12)]);
  return panel('search', 'Search and assumptions', { nav: 'Assumptions' }, facts(rows));
}

function progressPanel(trials, value, best, pick) {
  const points = trials.map((t, i) => ({ t, i })).filter(p => p.t.status === 'complete' && !missing(value.of(p.t))).map(({ t, i }) => ({ x: i + 1, y: Number(value.of(t)), colour: t === best ? 's2' : 's1', size: t === best ? 5 : 0, title: `Trial ${t.id}: ${value.name} ${value.text(value.of(t))}`, row: t }));
  const chart = scatter({
    name: `${value.name} of each trial in turn`, table: () => ({ head: ['Trial', value.name], rows: points.map(p => [String(p.row.id), value.text(p.y)]) }), points: () => points, x: () => 'trial', y: () => value.raw, pick, whole: true, height: 230,
    hint: 'The line is the best so far.', percent: name => name === value.raw && value.text(1).endsWith('%'),
    draw: (ctx, g, c) => {
      let record = null;
      ctx.beginPath();
      for (const p of points) {
        if (record !== null && (value.higher ? p.y <= record : p.y >= record)) continue;
        if (record === null) ctx.moveTo(g.X(p.x), g.Y(p.y)); else { ctx.lineTo(g.X(p.x), g.Y(record)); ctx.lineTo(g.X(p.x), g.Y(p.y)); }
        record = p.y;
      }
      if (record !== null) ctx.lineTo(g.x1, g.Y(record));
      ctx.strokeStyle = c.s2;
      ctx.lineWidth = 1.5;
      ctx.stroke();
    },
  });
  return panel('progress', 'Objective over trials', { nav: 'Progress', note: value.name }, chart.element);
}

function frontPanel(complete, values, objectives, front, pick) {
  const [a, b] = values;
  const points = complete.filter(t => !missing(a.of(t)) && !missing(b.of(t))).map(t => { const on = front.has(String(t.id)); return { x: Number(a.of(t)), y: Number(b.of(t)), colour: on ? 's2' : 's1', size: on ? 4 : 0, row: t, title: `Trial ${t.id}${on ? ' (front)' : ''}: ${a.name} ${a.text(a.of(t))}, ${b.name} ${b.text(b.of(t))}` }; });
  points.sort((p, q) => p.size - q.size);
  const chart = scatter({
    name: `${a.name} against ${b.name}`, table: () => ({ head: ['Trial', a.name, b.name, 'Front'], rows: points.slice().sort((p, q) => q.size - p.size).map(p => [String(p.row.id), a.text(p.x), b.text(p.y), p.size ? 'yes' : '']) }), points: () => points, x: () => a.raw, y: () => b.raw, pick, height: 280, hint: `${a.name} ${a.higher ? 'to the right' : 'to the left'} and ${b.name} ${b.higher ? 'upwards' : 'downwards'} are better; orange trials are beaten in both by no other.`,
    percent: name => (values.find(v => v.raw === name) || a).text(1).endsWith('%'),
    draw: (ctx, g, c) => {
      const line = points.filter(p => p.size).sort((p, q) => p.x - q.x);
      ctx.beginPath();
      line.forEach((p, i) => i ? ctx.lineTo(g.X(p.x), g.Y(p.y)) : ctx.moveTo(g.X(p.x), g.Y(p.y)));
      ctx.strokeStyle = alpha(c.s2, 0.7);
      ctx.stroke();
    },
  });
  return panel('front', 'Pareto front', { note: plural(points.filter(p => p.size).length, 'trial') }, chart.element);
}
