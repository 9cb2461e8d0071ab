// Upright bars of named values around zero, with the values as a table. bars: {name, group, value, colour}
function barChart(bars, name, format, height) {
  const readout = h('div', { class: 'readout' });
  let pointed = null;
  const known = bars.filter(b => !missing(b.value)).map(b => Number(b.value));
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
  const area = width => ({ x0: 12, x1: width - AXIS, w: (width - AXIS - 12) / Math.max(1, bars.length) });
  const plot = surface(height || 200, name, (ctx, width, tall) => {
    const c = theme.colours;
    const { x0, x1, w } = area(width);
    const [top, base] = [10, tall - FOOT];
    const pad = (high - low) * 0.06 || 1;
    const Y = v => base - (v - low + (low < 0 ? pad : 0)) / (high - low + pad + (low < 0 ? pad : 0)) * (base - top);
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    for (const [v] of valueTicks(low - (low < 0 ? pad : 0), high + pad, false, Math.max(3, (base - top) / 44))) {
      ctx.strokeStyle = alpha(c.line, 0.7);
      line(ctx, x0, Math.round(Y(v)) + 0.5, x1, Math.round(Y(v)) + 0.5);
      ctx.fillStyle = c['fg-2'];
      ctx.fillText(format(v), x1 + 6, Y(v));
    }
    bars.forEach((b, i) => {
      if (!missing(b.value)) {
        const wide = Math.min(46, Math.max(1, w * 0.8));
        ctx.fillStyle = alpha(c[b.colour], i === pointed ? 1 : 0.8);
        const [y0, y1] = [Y(0), Y(Number(b.value))];
        ctx.fillRect(x0 + (i + 0.5) * w - wide / 2, Math.min(y0, y1), wide, Math.max(1.5, Math.abs(y1 - y0)));
      }
    });
    ctx.fillStyle = c['fg-2'];
    ctx.textAlign = 'center';
    let [at, reach] = [0, -1];
    while (at < bars.length) {
      let end = at;
      while (end < bars.length && bars[end].group === bars[at].group) end++;
      const [x, half] = [x0 + (at + end) / 2 * w, ctx.measureText(bars[at].group).width / 2];
      if (x - half > reach) { ctx.fillText(bars[at].group, x, base + 13); reach = x + half + 6; }
      at = end;
    }
    ctx.strokeStyle = c.control;
    line(ctx, x0, Math.round(Y(0)) + 0.5, x1, Math.round(Y(0)) + 0.5);
  });
  const tell = () => readout.replaceChildren(h('span', null, pointed === null ? name : bars[pointed].name, pointed !== null && ' ', pointed !== null && h('b', null, format(bars[pointed].value))));
  const set = i => { pointed = i; tell(); plot.redraw(); };
  const clamp = i => Math.max(0, Math.min(bars.length - 1, i));
  plot.canvas.addEventListener('pointermove', event => { const { x0, w } = area(plot.canvas.clientWidth); set(clamp(Math.floor((event.clientX - plot.canvas.getBoundingClientRect().left - x0) / w))); });
  plot.canvas.addEventListener('pointerleave', () => set(null));
  plot.canvas.addEventListener('keydown', event => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Escape') set(null);
    if (!by) return;
    event.preventDefault();
    set(clamp((pointed === null ? -1 : pointed) + by));
  });
  tell();
  return h('div', { class: 'chart', role: 'group', 'aria-label': name }, readout, plot.canvas, twin(name, () => ({ head: ['Bar', 'Value'], rows: bars.map(b => [b.name, format(b.value)]) })).element);
}
