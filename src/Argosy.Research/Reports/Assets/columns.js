// A histogram: one column a bin, those below zero in the colour of a loss.
function histogram(data, name, unit) {
  const readout = h('div', { class: 'readout' });
  const total = data.counts.reduce((a, b) => a + b, 0);
  let pointed = null;
  const bin = i => {
    const [from, to] = [data.from + i * data.width, data.from + (i + 1) * data.width];
    const beyond = i === 0 && data.below > 0 ? ` (${count(data.below)} below)` : i === data.counts.length - 1 && data.above > 0 ? ` (${count(data.above)} above)` : '';
    return [`${signed(percent(from))} to ${signed(percent(to))}`, `${plural(data.counts[i], unit)}, ${percent(data.counts[i] / total)}${beyond}`];
  };
  const tell = () => {
    const texts = pointed === null ? [[`bins of ${percent(data.width)},`, plural(total, unit)]] : [bin(pointed)];
    readout.replaceChildren(...texts.map(([a, b]) => h('span', null, a, ' ', h('b', null, b))));
  };
  // Few bins stay slim and stand in the middle.
  const area = width => { const w = Math.min(48, (width - 24) / data.counts.length); const x0 = (width - w * data.counts.length) / 2; return { x0, x1: width - x0, w }; };
  const plot = surface(176, name, (ctx, width, height) => {
    const c = theme.colours;
    const most = Math.max(...data.counts, 1);
    const { x0, x1, w } = area(width);
    const [top, base] = [10, height - FOOT];
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'center';
    data.counts.forEach((n, i) => {
      const centre = data.from + (i + 0.5) * data.width;
      const tall = n / most * (base - top);
      ctx.fillStyle = alpha(centre < 0 ? c.down : c.up, i === pointed ? 1 : 0.75);
      if (n > 0) ctx.fillRect(x0 + i * w + Math.min(1, w * 0.1), base - Math.max(1.5, tall), Math.max(1, w - Math.min(2, w * 0.2)), Math.max(1.5, tall));
    });
    ctx.strokeStyle = c.line;
    line(ctx, 12, base + 0.5, width - 12, base + 0.5);
    const step = niceStep(data.width * data.counts.length, Math.max(2, width / 90));
    const end = data.from + data.width * data.counts.length;
    for (let k = Math.ceil(data.from / step - 1e-9); k * step <= end + 1e-12; k++) {
      const x = x0 + (k * step - data.from) / data.width * w;
      ctx.strokeStyle = k === 0 ? c.control : alpha(c.line, 0.7);
      line(ctx, Math.round(x) + 0.5, k === 0 ? top : base, Math.round(x) + 0.5, base + 4);
      ctx.fillStyle = c['fg-2'];
      if (x > 24 && x < width - 24) ctx.fillText(k === 0 ? '0%' : signed(axisNumber(k * step * 100, step * 100)) + '%', x, base + 13);
    }
  });
  const set = i => { pointed = i; tell(); plot.redraw(); };
  plot.canvas.addEventListener('pointermove', event => {
    const { x0, w } = area(plot.canvas.clientWidth);
    set(Math.max(0, Math.min(data.counts.length - 1, Math.floor((event.clientX - plot.canvas.getBoundingClientRect().left - x0) / w))));
  });
  plot.canvas.addEventListener('pointerleave', () => set(null));
  plot.canvas.addEventListener('keydown', event => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Escape') set(null);
    if (!by) return;
    event.preventDefault();
    set(Math.max(0, Math.min(data.counts.length - 1, (pointed === null ? Math.floor(data.counts.length / 2) : pointed) + by)));
  });
  tell();
  return h('div', { class: 'chart', role: 'group', 'aria-label': name }, readout, plot.canvas, twin(name, () => ({ head: ['Return', 'Count and share'], rows: data.counts.map((n, i) => [n, i]).filter(([n]) => n > 0).map(([, i]) => bin(i)) })).element);
}
