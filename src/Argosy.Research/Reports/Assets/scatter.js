// Points over two axes of values. points: {x, y, colour, size, title, row}
function scatter(options) {
  const readout = h('div', { class: 'readout' });
  let [pointed, area] = [null, null];
  const axisText = (v, step, name) => options.percent && options.percent(name) ? axisNumber(v * 100, step * 100) + '%' : axisNumber(v, step);
  const plot = surface(options.height || 260, options.name, (ctx, width, height) => {
    const c = theme.colours;
    const data = options.points();
    const g = { x0: 10, x1: width - AXIS, y0: 10, y1: height - FOOT - 14 };
    const range = key => {
      let [low, high] = [Infinity, -Infinity];
      for (const p of data) { low = Math.min(low, p[key]); high = Math.max(high, p[key]); }
      if (low > high) return [0, 1];
      const pad = (high - low) * 0.06 || Math.abs(high) * 0.05 || 1;
      return [low - pad, high + pad];
    };
    const [[xl, xh], [yl, yh]] = [range('x'), range('y')];
    g.X = v => g.x0 + (v - xl) / (xh - xl) * (g.x1 - g.x0);
    g.Y = v => g.y1 - (v - yl) / (yh - yl) * (g.y1 - g.y0);
    area = { g, data };
    ctx.textBaseline = 'middle';
    ctx.lineWidth = 1;
    for (const [v, step] of valueTicks(yl, yh, false, (g.y1 - g.y0) / 44)) {
      ctx.strokeStyle = alpha(c.line, 0.7);
      line(ctx, g.x0, Math.round(g.Y(v)) + 0.5, g.x1, Math.round(g.Y(v)) + 0.5);
      ctx.fillStyle = c['fg-2'];
      ctx.textAlign = 'left';
      ctx.fillText(axisText(v, step, options.y()), g.x1 + 6, g.Y(v));
    }
    ctx.textAlign = 'center';
    for (const [v, step] of valueTicks(xl, xh, false, (g.x1 - g.x0) / 90)) {
      if (options.whole && v % 1 !== 0) continue;
      ctx.strokeStyle = alpha(c.line, 0.5);
      line(ctx, Math.round(g.X(v)) + 0.5, g.y0, Math.round(g.X(v)) + 0.5, g.y1);
      ctx.fillStyle = c['fg-2'];
      ctx.fillText(axisText(v, step, options.x()), g.X(v), g.y1 + 11);
    }
    ctx.fillStyle = c['fg-1'];
    ctx.fillText(label(options.x()), (g.x0 + g.x1) / 2, height - 8);
    for (const p of data) {
      ctx.beginPath();
      ctx.arc(g.X(p.x), g.Y(p.y), p.size || 2.5, 0, 7);
      ctx.fillStyle = alpha(c[p.colour], p.size ? 1 : 0.6);
      ctx.fill();
    }
    if (options.draw) options.draw(ctx, g, c);
    if (pointed) {
      ctx.beginPath();
      ctx.arc(g.X(pointed.x), g.Y(pointed.y), 6, 0, 7);
      ctx.strokeStyle = c['fg-0'];
      ctx.lineWidth = 1.5;
      ctx.stroke();
    }
  });
  const tell = () => readout.replaceChildren(h('span', null, pointed ? pointed.title : options.hint || ''));
  const nearest = event => {
    if (!area) return null;
    const box = plot.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let [best, near] = [null, 24];
    for (const p of area.data) {
      const d = Math.hypot(area.g.X(p.x) - x, area.g.Y(p.y) - y);
      if (d < near) [best, near] = [p, d];
    }
    return best;
  };
  const set = p => { if (p !== pointed) { pointed = p; tell(); plot.redraw(); } };
  plot.canvas.addEventListener('pointermove', event => set(nearest(event)));
  plot.canvas.addEventListener('pointerleave', () => set(null));
  plot.canvas.addEventListener('click', event => { const p = nearest(event); if (p && options.pick) options.pick(p.row); });
  plot.canvas.addEventListener('keydown', event => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Enter' && pointed && options.pick) options.pick(pointed.row);
    if (!by || !area || area.data.length === 0) return;
    event.preventDefault();
    const list = area.data.slice().sort((a, b) => a.x - b.x);
    const at = list.indexOf(pointed);
    set(list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + by))]);
  });
  tell();
  const values = twin(options.name, options.table || (() => ({ head: ['Point', 'Across', 'Up'], rows: options.points().map(p => [p.title, fixed(p.x, 4), fixed(p.y, 4)]) })));
  return { element: h('div', { class: 'chart', role: 'group', 'aria-label': options.name }, readout, plot.canvas, values.element), refresh: () => { pointed = null; tell(); plot.redraw(); } };
}
