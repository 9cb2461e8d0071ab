// Candles with volumes and trades. Of the levels a report holds, the finest that covers the window and leaves a candle two pixels is drawn.
function candleChart(view, charts, trades, instruments, choose) {
  const all = charts.map(chart => ({ ...chart, levels: chart.levels.map(readLevel) }));
  let current = all[0];
  let selected = null;
  const own = () => trades.filter(t => t.instrument === current.instrument);
  let listed = own();

  function covers(level, from, to) {
    if (level.whole || level.times.length === 0) return level.times.length > 0;
    const start = lowerBound(level.times, from - level.length);
    if (start >= level.times.length || level.times[start] > from + 2 * level.length) return false;
    let i = start;
    while (i + 1 < level.times.length && level.times[i] < to - 2 * level.length) {
      if (level.times[i + 1] - level.times[i] > 3 * level.length) return false;
      i++;
    }
    return level.times[i] >= to - 2 * level.length;
  }

  function pick(width) {
    const span = view.to - view.from;
    const fits = current.levels.filter(l => covers(l, view.from, view.to));
    return fits.find(l => span / l.length * 2.4 <= width) || fits[fits.length - 1] || current.levels[current.levels.length - 1];
  }

  // The candles of the window; where even the coarsest are too many, several are drawn as one.
  function visible(level, width) {
    const [start, end] = [Math.max(0, lowerBound(level.times, view.from) - 1), Math.min(level.times.length, lowerBound(level.times, view.to) + 1)];
    const group = Math.max(1, Math.ceil((end - start) / (1.4 * Math.max(1, width))));
    const rows = [];
    for (let i = start - start % group; i < end; i += group) {
      const row = { time: level.times[i], open: level.open[i], high: -Infinity, low: Infinity, close: 0, volume: 0, length: level.length * group };
      for (let k = i; k < Math.min(i + group, level.times.length); k++) {
        row.high = Math.max(row.high, level.high[k]);
        row.low = Math.min(row.low, level.low[k]);
        row.close = level.close[k];
        row.volume += level.volume[k];
      }
      rows.push(row);
    }
    return rows;
  }

  const shown = { rows: [], level: null };
  const load = width => { shown.level = pick(width); shown.rows = visible(shown.level, width); };
  const digits = () => Math.min(8, current.priceScale);
  const room = () => Math.max(100, (chart ? chart.element.clientWidth : 800) - AXIS - 8);
  let chart = null;
  chart = timeChart(view, {
    name: `Candle chart of ${instruments[current.instrument].name} with ${count(listed.length)} trades`,
    height: width => width < 600 ? 320 : 430,
    axis: (value, step) => axisNumber(value, Math.max(step, Math.pow(10, -digits()))),
    domain: () => {
      load(room());
      let [low, high] = [Infinity, -Infinity];
      for (const row of shown.rows) { low = Math.min(low, row.low); high = Math.max(high, row.high); }
      if (low > high) return [0, 1];
      return [low - (high - low) * 0.16, high + (high - low) * 0.04];
    },
    draw: g => { drawVolumes(g); drawCandles(g); drawTrades(g); },
    table: () => {
      load(room());
      const price = v => fixed(v, digits());
      return { head: ['Time (UTC)', 'Open', 'High', 'Low', 'Close', 'Volume'], rows: shown.rows.filter(r => r.time >= view.from - r.length && r.time <= view.to).map(r => [time(r.time), price(r.open), price(r.high), price(r.low), price(r.close), short(r.volume)]), note: shown.level ? `candles of ${shown.level.timeframe}, as drawn` : '' };
    },
    readout: t => {
      load(room());
      const rows = shown.rows;
      if (rows.length === 0) return [['', 'no candles in this window']];
      const at = t === null ? view.to : t;
      let row = rows[0];
      for (const r of rows) { if (r.time > at) break; row = r; }
      const kind = row.close >= row.open ? 'up' : 'down';
      const price = v => fixed(v, digits());
      const line = [['', `${shown.level.timeframe}${row.length > shown.level.length * 1.5 ? ` \u00d7 ${Math.round(row.length / shown.level.length)}` : ''}`], ['', time(row.time)], ['O', price(row.open)], ['H', price(row.high)], ['L', price(row.low)], ['C', price(row.close), kind],
        ['', signed(percent(row.open ? row.close / row.open - 1 : null)), kind], ['Volume', short(row.volume)]];
      if (selected) line.push(['Trade', `#${selected.id} ${signed(percent(selected.return))}`, tone(selected.return) || undefined]);
      return line;
    },
  });

  function short(value) { return value >= 1e9 ? fixed(value / 1e9, 2) + 'B' : value >= 1e6 ? fixed(value / 1e6, 2) + 'M' : value >= 1e3 ? fixed(value / 1e3, 1) + 'k' : fixed(value, value < 10 ? 3 : 1); }

  function drawVolumes(g) {
    const most = Math.max(...shown.rows.map(r => r.volume), 0);
    if (!(most > 0)) return;
    const room = (g.y1 - g.y0) * 0.13;
    for (const row of shown.rows) {
      const width = Math.max(1, (g.X(row.time + row.length) - g.X(row.time)) * 0.72);
      const x = (g.X(row.time) + g.X(row.time + row.length)) / 2;
      g.ctx.fillStyle = alpha(row.close >= row.open ? g.c.up : g.c.down, 0.28);
      const tall = row.volume / most * room;
      g.ctx.fillRect(x - width / 2, g.y1 - tall, width, tall);
    }
  }

  function drawCandles(g) {
    const { ctx } = g;
    for (const row of shown.rows) {
      const rising = row.close >= row.open;
      const wide = (g.X(row.time + row.length) - g.X(row.time)) * 0.72;
      const x = (g.X(row.time) + g.X(row.time + row.length)) / 2;
      ctx.strokeStyle = ctx.fillStyle = rising ? g.c.up : g.c.down;
      ctx.lineWidth = 1;
      const middle = Math.round(x - 0.5) + 0.5;
      line(ctx, middle, g.Y(row.high), middle, g.Y(row.low));
      if (wide < 2) continue;
      const [top, bottom] = [g.Y(Math.max(row.open, row.close)), g.Y(Math.min(row.open, row.close))];
      const width = Math.max(1, Math.round(wide));
      const left = Math.round(middle - width / 2);
      // Rising candles are hollow: the direction is seen without its colour.
      if (rising && width >= 5) {
        ctx.fillStyle = g.c['bg-1'];
        ctx.fillRect(left, top, width, Math.max(1, bottom - top));
        ctx.strokeRect(left + 0.5, Math.round(top) + 0.5, width - 1, Math.max(1, Math.round(bottom - top)));
      } else {
        ctx.fillRect(left, top, width, Math.max(1, bottom - top));
      }
    }
  }

  function drawTrades(g) {
    const seen = listed.filter(t => t.exitTime >= view.from && t.entryTime <= view.to);
    const crowded = seen.length > Math.min(300, (g.x1 - g.x0) / 14);
    for (const trade of seen) drawTrade(g, trade, crowded);
    if (selected && selected.instrument === current.instrument) drawTrade(g, selected, false, true);
  }

  function drawTrade(g, trade, crowded, strong) {
    const { ctx, c } = g;
    const [x0, y0, x1, y1] = [g.X(trade.entryTime), g.Y(trade.entry), g.X(trade.exitTime), g.Y(trade.exit)];
    const colour = trade.return >= 0 ? c.s3 : c.s7;
    ctx.strokeStyle = alpha(colour, crowded ? 0.8 : 0.95);
    ctx.lineWidth = strong ? 3 : 1.5;
    ctx.setLineDash(strong || crowded ? [] : [4, 3]);
    line(ctx, x0, y0, x1, y1);
    ctx.setLineDash([]);
    if (crowded) {
      ctx.fillStyle = colour;
      ctx.fillRect(x0 - 1.5, y0 - 1.5, 3, 3);
      return;
    }
    const up = trade.side > 0;
    arrow(ctx, x0, y0, up, colour, c['bg-1']);
    ctx.beginPath();
    ctx.arc(x1, y1, 3.5, 0, 7);
    ctx.fillStyle = c['bg-1'];
    ctx.fill();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 2;
    ctx.stroke();
  }

  function arrow(ctx, x, y, up, colour, edge) {
    const d = up ? 1 : -1;
    ctx.beginPath();
    ctx.moveTo(x, y + d * 2);
    ctx.lineTo(x - 5, y + d * 11);
    ctx.lineTo(x + 5, y + d * 11);
    ctx.closePath();
    ctx.fillStyle = colour;
    ctx.fill();
    ctx.strokeStyle = edge;
    ctx.lineWidth = 1;
    ctx.stroke();
  }

  chart.state.canvas = chart.element.querySelector('canvas');
  let down = null;
  chart.state.canvas.addEventListener('pointerdown', event => { down = [event.clientX, event.clientY]; });
  chart.state.canvas.addEventListener('click', event => {
    const g = chart.state.g;
    if (!g || !down || Math.hypot(event.clientX - down[0], event.clientY - down[1]) > 3) return;
    const box = chart.state.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let [best, near] = [null, 14];
    for (const trade of listed) {
      for (const [px, py] of [[g.X(trade.entryTime), g.Y(trade.entry)], [g.X(trade.exitTime), g.Y(trade.exit)]]) {
        const distance = Math.hypot(px - x, py - y);
        if (distance < near) [best, near] = [trade, distance];
      }
    }
    if (best) choose(best);
  });

  return {
    element: chart.element,
    tools: all.length > 1 ? picker('Instrument', all.map((a, i) => [String(i), instruments[a.instrument].name]), '0', i => { current = all[Number(i)]; listed = own(); chart.refresh(); }) : null,
    legend: h('span', { class: 'note' }, '\u25b2 long entry  \u25bc short entry  \u25cb exit; green gained, pink lost; hollow candles rose'),
    show(trade, move) {
      selected = trade;
      if (trade && move) {
        const index = all.findIndex(a => a.instrument === trade.instrument);
        if (index >= 0 && all[index] !== current) { current = all[index]; listed = own(); }
        const span = Math.max(trade.exitTime - trade.entryTime, current.levels[0].length * 12);
        view.set(trade.entryTime - span * 1.5, trade.exitTime + span * 1.5);
      }
      chart.refresh();
    },
    state: () => ({ timeframe: shown.level && shown.level.timeframe, candles: shown.rows.length, from: view.from, to: view.to, trades: listed.length }),
  };
}
