// Charts over the shared window of time.

// options: name, height, domain(from, to) -> [low, high], log() -> bool, draw(g), readout(time|null) -> [[label, value, colour, style]], axis(value, step), tagged (value under the pointer)
function timeChart(view, options) {
  const readout = h('div', { class: 'readout' });
  const state = { y: null };
  const plot = surface(options.height, options.name, (ctx, width, height) => {
    const c = theme.colours;
    const g = { ctx, c, x0: 8, x1: width - AXIS, y0: 8, y1: height - FOOT, from: view.from, to: view.to };
    const log = options.log ? options.log() : false;
    let [low, high] = options.domain(view.from, view.to);
    if (log && low > 0) {
      const [a, b] = [Math.log(low), Math.log(high)];
      const pad = (b - a) * 0.05 || 0.01;
      g.Y = v => g.y1 - (Math.log(Math.max(v, 1e-300)) - a + pad) / (b - a + 2 * pad) * (g.y1 - g.y0);
      g.V = y => Math.exp((g.y1 - y) / (g.y1 - g.y0) * (b - a + 2 * pad) + a - pad);
      [low, high] = [Math.exp(a - pad), Math.exp(b + pad)];
    } else {
      const pad = (high - low) * 0.05 || Math.abs(high) * 0.01 || 1;
      if (!options.exactLow) low -= pad;
      if (!options.exactHigh) high += pad;
      g.Y = v => g.y1 - (v - low) / (high - low) * (g.y1 - g.y0);
      g.V = y => low + (g.y1 - y) / (g.y1 - g.y0) * (high - low);
    }
    g.X = t => g.x0 + (t - view.from) / (view.to - view.from) * (g.x1 - g.x0);
    g.T = x => view.from + (x - g.x0) / (g.x1 - g.x0) * (view.to - view.from);
    state.g = g;
    ctx.lineWidth = 1;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    for (const [value, step] of valueTicks(low, high, log, Math.max(3, (g.y1 - g.y0) / 44))) {
      const y = Math.round(g.Y(value)) + 0.5;
      if (y < g.y0 + 4 || y > g.y1 - 2) continue;
      ctx.strokeStyle = alpha(c.line, 0.7);
      line(ctx, g.x0, y, g.x1, y);
      ctx.fillStyle = c['fg-2'];
      ctx.fillText(options.axis(value, step), g.x1 + 6, y);
    }
    ctx.textAlign = 'center';
    for (const [t, text, strong] of timeTicks(view.from, view.to, g.x1 - g.x0)) {
      const x = Math.round(g.X(t)) + 0.5;
      ctx.strokeStyle = alpha(c.line, strong ? 1 : 0.5);
      line(ctx, x, g.y0, x, g.y1);
      ctx.fillStyle = strong ? c['fg-1'] : c['fg-2'];
      if (x > g.x0 + 14 && x < g.x1 - 10) ctx.fillText(text, x, g.y1 + 12);
    }
    ctx.save();
    ctx.beginPath();
    ctx.rect(g.x0, g.y0 - 4, g.x1 - g.x0, g.y1 - g.y0 + 5);
    ctx.clip();
    options.draw(g);
    ctx.restore();
    ctx.setLineDash([]);
    ctx.strokeStyle = c.line;
    line(ctx, g.x0, g.y1 + 0.5, g.x1, g.y1 + 0.5);
    if (view.cursor !== null) crosshair(g);
  });
  function crosshair(g) {
    const { ctx, c } = g;
    const x = Math.round(g.X(view.cursor)) + 0.5;
    ctx.strokeStyle = c.control;
    ctx.setLineDash([3, 3]);
    line(ctx, x, g.y0, x, g.y1);
    const y = state.y !== null && state.y >= g.y0 && state.y <= g.y1 ? Math.round(state.y) + 0.5 : null;
    if (y !== null) line(ctx, g.x0, y, g.x1, y);
    ctx.setLineDash([]);
    if (y !== null) tag(ctx, options.axis(g.V(y), niceStep(Math.abs(g.V(g.y0) - g.V(g.y1)), 200)), g.x1 + 2, y, c['bg-3'], c['fg-0']);
    const text = view.to - view.from > 60 * DAY ? date(view.cursor) : time(view.cursor);
    const wide = ctx.measureText(text).width + 8;
    tag(ctx, text, Math.max(g.x0, Math.min(g.x1 - wide, x - wide / 2)), g.y1 + 12, c['bg-3'], c['fg-0']);
  }
  const values = twin(options.name, () => options.table());
  let held = '';
  const refresh = () => {
    plot.redraw();
    const window = `${view.from}:${view.to}`;
    if (window !== held) { held = window; values.refresh(); }
    readout.replaceChildren(...options.readout(view.cursor).map(([name, value, colour, style]) => {
      const entry = h('span', null, style && h('i', { class: 'key ' + style }), name, name && ' ', h('b', null, value));
      if (colour && style) entry.firstChild.style.color = `var(--${colour})`;
      if (colour && !style) entry.lastChild.style.color = `var(--${colour})`;
      return entry;
    }));
  };
  view.onChange(refresh);
  theme.listeners.push(refresh);
  listen(view, plot.canvas, state);
  refresh();
  return { element: h('div', { class: 'chart', role: 'group', 'aria-label': options.name }, readout, plot.canvas, values.element), refresh, state };
}

// Pointing, dragging, pinching, the wheel with Ctrl, and keys.
function listen(view, canvas, state) {
  const pointers = new Map();
  const timeAt = event => state.g ? state.g.T(event.clientX - canvas.getBoundingClientRect().left) : view.from;
  canvas.addEventListener('pointerdown', event => {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, { x: event.clientX, from: view.from, to: view.to });
  });
  canvas.addEventListener('pointermove', event => {
    state.y = event.clientY - canvas.getBoundingClientRect().top;
    const start = pointers.get(event.pointerId);
    if (start && pointers.size === 1 && state.g) {
      const by = (start.x - event.clientX) / (state.g.x1 - state.g.x0) * (start.to - start.from);
      if (Math.abs(start.x - event.clientX) > 3) view.set(start.from + by, start.to + by);
    } else if (start && pointers.size === 2) {
      const other = [...pointers.entries()].find(p => p[0] !== event.pointerId)[1];
      const [was, is] = [Math.abs(start.x - other.x), Math.abs(event.clientX - other.x)];
      if (was > 8 && is > 8) view.zoom(was / is, timeAt(event));
      start.x = event.clientX;
    }
    view.point(timeAt(event));
  });
  const release = event => pointers.delete(event.pointerId);
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('pointerleave', () => { state.y = null; if (pointers.size === 0) view.point(null); });
  canvas.addEventListener('dblclick', () => view.set(view.min, view.max));
  canvas.addEventListener('wheel', event => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) return;
    event.preventDefault();
    view.zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 240))), timeAt(event));
  }, { passive: false });
  canvas.addEventListener('keydown', event => {
    const step = (view.to - view.from) / 100;
    const at = view.cursor === null ? (view.from + view.to) / 2 : view.cursor;
    const acts = {
      ArrowLeft: () => event.shiftKey ? view.pan(-0.2) : view.point(at - step), ArrowRight: () => event.shiftKey ? view.pan(0.2) : view.point(at + step),
      '+': () => view.zoom(0.5, at), '=': () => view.zoom(0.5, at), '-': () => view.zoom(2, at), 0: () => view.set(view.min, view.max),
      Home: () => view.point(view.from), End: () => view.point(view.to), Escape: () => view.point(null),
    };
    if (!acts[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    state.y = null;
    acts[event.key]();
  });
}

// The value of a series at an instant: the last at or before it.
function valueAt(series, t) {
  let i = lowerBound(series.times, t);
  if (i >= series.times.length || series.times[i] > t) i--;
  return i < 0 ? null : series.values[i];
}

function extent(list, from, to) {
  let [low, high] = [Infinity, -Infinity];
  for (const s of list) {
    const [start, end] = [Math.max(0, lowerBound(s.times, from) - 1), Math.min(s.times.length, lowerBound(s.times, to) + 1)];
    for (let i = start; i < end; i++) {
      const v = s.values[i];
      if (v === null || !Number.isFinite(v)) continue;
      if (v < low) low = v;
      if (v > high) high = v;
    }
  }
  return low > high ? [0, 1] : [low, high];
}

function trace(g, s) {
  const { ctx } = g;
  const [start, end] = [Math.max(0, lowerBound(s.times, g.from) - 1), Math.min(s.times.length, lowerBound(s.times, g.to) + 1)];
  let open = false;
  ctx.beginPath();
  let firstX = 0, lastX = 0;
  for (let i = start; i < end; i++) {
    const v = s.values[i];
    if (v === null || !Number.isFinite(v)) { open = false; continue; }
    const [x, y] = [g.X(s.times[i]), g.Y(v)];
    if (open) { if (s.step) ctx.lineTo(x, g.Y(s.values[i - 1])); ctx.lineTo(x, y); } else { ctx.moveTo(x, y); firstX = x; }
    open = true;
    lastX = x;
  }
  ctx.strokeStyle = g.c[s.colour];
  ctx.lineWidth = s.width || 1.5;
  ctx.setLineDash(s.dash || []);
  ctx.stroke();
  ctx.setLineDash([]);
  if (s.fillTo === undefined || start >= end) return;
  const base = Math.max(g.y0, Math.min(g.y1, g.Y(s.fillTo)));
  ctx.lineTo(lastX, base);
  ctx.lineTo(firstX, base);
  ctx.closePath();
  ctx.fillStyle = alpha(g.c[s.colour], 0.13);
  ctx.fill();
}

function lineChart(view, options) {
  const shown = () => options.series.filter(s => !s.hidden);
  return timeChart(view, {
    ...options,
    domain: (from, to) => {
      const [low, high] = extent(shown(), from, to);
      return options.zero ? [Math.min(0, low), Math.max(0, high)] : [low, high];
    },
    draw: g => {
      if (options.zero) { g.ctx.strokeStyle = g.c.control; g.ctx.lineWidth = 1; line(g.ctx, g.x0, Math.round(g.Y(0)) + 0.5, g.x1, Math.round(g.Y(0)) + 0.5); }
      for (const s of shown()) trace(g, s);
      if (options.overlay) options.overlay(g);
    },
    table: () => seriesRows(view, shown(), options.format),
    readout: t => shown().map(s => [s.name, options.format(valueAt(s, t === null ? view.to : t)), s.colour, s.dash ? 'dashed' : 'line']),
  });
}
