// Parallel coordinates: one axis a parameter or value, one line a trial. A stretch brushed on an axis keeps the trials inside it.
function parallel(model, changed) {
  const axes = [...model.parameters.map((name, i) => ({ name, of: t => t.parameters[i], text: v => missing(v) ? DASH : String(v) })), ...model.values.slice(0, 2).map(v => ({ name: v.name, of: v.of, text: v.text, value: true }))];
  for (const axis of axes) {
    const seen = [...new Set(model.complete.map(axis.of).filter(v => !missing(v)))];
    axis.words = seen.every(v => Number.isFinite(Number(v))) ? null : seen.map(String).sort();
    const numbers = axis.words ? [0, Math.max(1, axis.words.length - 1)] : seen.map(Number);
    axis.low = numbers.length ? Math.min(...numbers) : 0;
    axis.high = numbers.length ? Math.max(...numbers) : 1;
    axis.at = t => { const v = axis.of(t); return missing(v) ? null : axis.words ? axis.words.indexOf(String(v)) : Number(v); };
    axis.share = v => axis.high > axis.low ? (v - axis.low) / (axis.high - axis.low) : 0.5;
    axis.brush = null;
  }
  const colour = axes[model.parameters.length] || axes[0];
  let [area, drag] = [null, null];
  const passes = t => axes.every(a => { if (!a.brush) return true; const v = a.at(t); return v !== null && a.share(v) >= a.brush[0] - 1e-9 && a.share(v) <= a.brush[1] + 1e-9; });
  const higher = model.values[0].higher;
  const note = h('div', { class: 'foot', role: 'status' });
  const plot = surface(width => width < 600 ? 300 : 340, 'Parallel coordinates of all trials', (ctx, width, height) => {
    const c = theme.colours;
    area = { x0: 48, x1: width - 48, y0: 40, y1: height - 26 };
    const X = i => axes.length > 1 ? area.x0 + i / (axes.length - 1) * (area.x1 - area.x0) : width / 2;
    const Y = s => area.y1 - s * (area.y1 - area.y0);
    const inside = model.complete.filter(passes);
    const any = axes.some(a => a.brush);
    const draw = (trial, stroke, thick) => {
      ctx.beginPath();
      let open = false;
      axes.forEach((axis, i) => {
        const v = axis.at(trial);
        if (v === null) { open = false; return; }
        const [x, y] = [X(i), Y(axis.share(v))];
        if (open) ctx.lineTo(x, y); else ctx.moveTo(x, y);
        open = true;
      });
      ctx.strokeStyle = stroke;
      ctx.lineWidth = thick;
      ctx.stroke();
    };
    const faint = Math.max(0.05, Math.min(0.5, 60 / Math.max(1, model.complete.length)));
    if (any) for (const t of model.complete) draw(t, alpha(c['fg-2'], faint * 0.4), 1);
    // Better trials are drawn stronger and over the others.
    const ranked = inside.filter(t => colour.at(t) !== null).sort((a, b) => (colour.at(a) - colour.at(b)) * (higher ? 1 : -1));
    ranked.forEach((t, i) => { const rank = ranked.length > 1 ? i / (ranked.length - 1) : 1; draw(t, alpha(rank > 0.9 ? c.s2 : c.s1, Math.min(1, (any ? 0.25 : faint) + 0.55 * rank * rank * rank)), rank > 0.98 ? 2 : 1); });
    ctx.textBaseline = 'middle';
    axes.forEach((axis, i) => {
      const x = Math.round(X(i)) + 0.5;
      ctx.strokeStyle = c.control;
      ctx.lineWidth = 1;
      line(ctx, x, area.y0, x, area.y1);
      if (axis.brush) {
        ctx.fillStyle = alpha(c.accent, 0.35);
        ctx.strokeStyle = c.accent;
        const [top, bottom] = [Y(axis.brush[1]), Y(axis.brush[0])];
        ctx.fillRect(x - 7, top, 14, Math.max(2, bottom - top));
        ctx.strokeRect(x - 7, top, 14, Math.max(2, bottom - top));
      }
      ctx.textAlign = 'center';
      ctx.fillStyle = axis.value ? c['fg-0'] : c['fg-1'];
      const room = axes.length > 1 ? (area.x1 - area.x0) / (axes.length - 1) - 6 : width;
      let text = axis.name;
      while (text.length > 3 && ctx.measureText(text).width > room) text = text.slice(0, -2) + '\u2026';
      ctx.fillText(text, x, 12);
      ctx.fillStyle = c['fg-2'];
      ctx.fillText(axis.words ? axis.words[axis.words.length - 1] : axis.text(round(axis.high)), x, 28);
      ctx.fillText(axis.words ? axis.words[0] : axis.text(round(axis.low)), x, area.y1 + 14);
    });
    area.X = X;
  });
  function round(v) { return Number(v.toPrecision(6)); }
  function apply() {
    const inside = model.complete.filter(passes);
    const active = axes.filter(a => a.brush).length;
    note.textContent = active ? `${count(inside.length)} of ${count(model.complete.length)} trials lie inside ${active === 1 ? 'the stretch' : `all ${active} stretches`}` : `${count(model.complete.length)} trials; the best tenth is drawn in orange. Drag along an axis, or choose it below, to keep a stretch of it.`;
    changed(active ? new Set(inside) : null);
    plot.redraw();
  }
  const shareAt = event => Math.max(0, Math.min(1, (area.y1 - (event.clientY - plot.canvas.getBoundingClientRect().top)) / (area.y1 - area.y0)));
  plot.canvas.addEventListener('pointerdown', event => {
    const x = event.clientX - plot.canvas.getBoundingClientRect().left;
    const index = axes.findIndex((_, i) => Math.abs(area.X(i) - x) < 16);
    if (index < 0) return;
    plot.canvas.setPointerCapture(event.pointerId);
    drag = { axis: axes[index], from: shareAt(event) };
  });
  plot.canvas.addEventListener('pointermove', event => {
    if (!drag) return;
    const to = shareAt(event);
    drag.axis.brush = Math.abs(to - drag.from) < 0.01 ? null : [Math.min(drag.from, to), Math.max(drag.from, to)];
    apply();
  });
  plot.canvas.addEventListener('pointerup', () => { if (drag) { drag = null; apply(); } });
  plot.canvas.addEventListener('dblclick', clear);
  function clear() { for (const axis of axes) axis.brush = null; apply(); }
  // The same by keyboard: an axis and two bounds.
  let chosen = axes[0];
  const bound = (name, end) => h('input', { type: 'number', step: 'any', 'aria-label': name, placeholder: name, onchange: event => {
    const text = event.target.value;
    const edge = text === '' || chosen.words ? end : Math.max(0, Math.min(1, chosen.share(Number(text))));
    const before = chosen.brush || [0, 1];
    chosen.brush = end === 0 ? [edge, Math.max(edge, before[1])] : [Math.min(before[0], edge), edge];
    apply();
  } });
  const [least, most] = [bound('at least', 0), bound('at most', 1)];
  apply();
  return {
    element: h('div', { class: 'chart', role: 'group', 'aria-label': 'Parallel coordinates' }, plot.canvas, note,
      twin('Parallel coordinates', () => ({ head: ['Trial', ...axes.map(a => a.name)], rows: model.complete.filter(passes).map(t => [String(t.id), ...axes.map(a => missing(a.of(t)) ? DASH : a.text(a.of(t)))]) })).element),
    tools: [picker('Axis', axes.map((a, i) => [String(i), a.name]), '0', i => { chosen = axes[Number(i)]; least.value = most.value = ''; }), least, most, h('button', { type: 'button', onclick: clear }, 'Clear')],
    brush: (index, from, to) => { axes[index].brush = [from, to]; apply(); },
  };
}
