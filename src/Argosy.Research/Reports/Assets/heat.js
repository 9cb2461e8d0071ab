// A heat map of a value over two parameters; the other parameters are drawn together by their best, median or worst.
function heatMap(model) {
  const state = { x: model.parameters[0], y: model.parameters[1], value: model.values[0].key, how: 'median' };
  const readout = h('div', { class: 'readout' });
  let [cells, xs, ys, area, pointed] = [new Map(), [], [], null, null];

  function bins(parameter) {
    const index = model.parameters.indexOf(parameter);
    const values = [...new Set(model.complete.map(t => t.parameters[index]).filter(v => v !== null))];
    const numbers = values.every(v => !missing(v) && Number.isFinite(Number(v)));
    if (!numbers) return { labels: values.sort(), of: t => values.indexOf(t.parameters[index]) };
    const sorted = values.map(Number).sort((a, b) => a - b);
    // No more bins than the trials can fill.
    const n = Math.max(4, Math.min(24, Math.round(Math.sqrt(model.complete.length) * 0.8)));
    if (sorted.length <= 10 || (sorted.length <= 40 && isFull())) return { labels: sorted.map(String), of: t => sorted.indexOf(Number(t.parameters[index])) };
    const [low, high] = [sorted[0], sorted[sorted.length - 1]];
    const whole = sorted.every(Number.isInteger);
    const edge = v => String(whole ? Math.ceil(v) : Number(v.toPrecision(3)));
    return { labels: Array.from({ length: n }, (_, i) => `${edge(low + i / n * (high - low))}\u2026`), of: t => Math.min(n - 1, Math.floor((Number(t.parameters[index]) - low) / (high - low) * n)) };
  }

  // Whether the trials hold about every pair of the two parameters, as a grid does.
  function isFull() {
    const [a, b] = [state.x, state.y].map(p => model.parameters.indexOf(p));
    const pairs = new Set(model.complete.map(t => `${t.parameters[a]}|${t.parameters[b]}`)).size;
    return pairs > 0.4 * new Set(model.complete.map(t => t.parameters[a])).size * new Set(model.complete.map(t => t.parameters[b])).size;
  }

  function compute() {
    const [bx, by] = [bins(state.x), bins(state.y)];
    [xs, ys, cells] = [bx.labels, by.labels, new Map()];
    const kind = model.values.find(v => v.key === state.value);
    for (const trial of model.complete) {
      const value = kind.of(trial);
      if (missing(value)) continue;
      const key = bx.of(trial) + ':' + by.of(trial);
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(Number(value));
    }
    for (const [key, list] of cells) {
      list.sort((a, b) => a - b);
      const [least, most, middle] = [list[0], list[list.length - 1], list.length % 2 ? list[(list.length - 1) / 2] : (list[list.length / 2 - 1] + list[list.length / 2]) / 2];
      cells.set(key, { value: state.how === 'median' ? middle : (state.how === 'best') === kind.higher ? most : least, count: list.length });
    }
  }

  const plot = surface(width => Math.max(240, Math.min(420, width * 0.55)), 'Heat map of two parameters', (ctx, width, height) => {
    const c = theme.colours;
    ctx.font = FONT;
    const left = Math.min(110, 14 + Math.max(...ys.map(t => ctx.measureText(t).width), 20));
    area = { x0: left, x1: width - 12, y0: 22, y1: height - 38 };
    const all = [...cells.values()].map(v => v.value);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const [w, t] = [(area.x1 - area.x0) / Math.max(1, xs.length), (area.y1 - area.y0) / Math.max(1, ys.length)];
    const kind = model.values.find(v => v.key === state.value);
    ctx.textBaseline = 'middle';
    for (const [key, cell] of cells) {
      const [i, k] = key.split(':').map(Number);
      const share = high > low ? (cell.value - low) / (high - low) : 0.5;
      ctx.fillStyle = mix(share);
      const [x, y] = [area.x0 + i * w, area.y1 - (k + 1) * t];
      ctx.fillRect(x + 0.5, y + 0.5, Math.max(1, w - 1), Math.max(1, t - 1));
      if (w > 46 && t > 16) {
        ctx.fillStyle = ink(share);
        ctx.textAlign = 'center';
        ctx.fillText(kind.text(cell.value), x + w / 2, y + t / 2);
      }
    }
    if (pointed) {
      ctx.strokeStyle = c['fg-0'];
      ctx.lineWidth = 2;
      ctx.strokeRect(area.x0 + pointed[0] * w, area.y1 - (pointed[1] + 1) * t, w, t);
    }
    ctx.fillStyle = c['fg-2'];
    const every = (n, room, size) => Math.max(1, Math.ceil(n * size / Math.max(1, room)));
    const [ex, ey] = [every(xs.length, area.x1 - area.x0, 44), every(ys.length, area.y1 - area.y0, 16)];
    ctx.textAlign = 'center';
    xs.forEach((text, i) => { if (i % ex === 0) ctx.fillText(clip(ctx, text, Math.max(40, w * ex - 4)), area.x0 + (i + 0.5) * w, area.y1 + 11); });
    ctx.textAlign = 'right';
    ys.forEach((text, i) => { if (i % ey === 0) ctx.fillText(clip(ctx, text, left - 12), area.x0 - 6, area.y1 - (i + 0.5) * t); });
    ctx.fillStyle = c['fg-1'];
    ctx.textAlign = 'center';
    ctx.fillText(state.x, (area.x0 + area.x1) / 2, height - 10);
    ctx.textAlign = 'left';
    ctx.fillText(state.y, 8, 10);
    area.w = w;
    area.t = t;
  });

  function clip(ctx, text, room) {
    let cut = text;
    while (cut.length > 1 && ctx.measureText(cut).width > room) cut = cut.slice(0, -1);
    return cut === text ? text : cut + '\u2026';
  }

  // One hue that grows stronger: readable without telling colours apart.
  function mix(share) {
    const [a, b] = theme.dark ? [[23, 28, 38], [91, 157, 255]] : [[232, 238, 247], [21, 89, 201]];
    return `rgb(${a.map((v, i) => Math.round(v + (b[i] - v) * (0.06 + 0.94 * share))).join(',')})`;
  }

  function ink(share) { return theme.dark ? (share > 0.62 ? '#0b0e14' : '#e6eaf2') : (share > 0.5 ? '#ffffff' : '#141a24'); }

  function tell() {
    const kind = model.values.find(v => v.key === state.value);
    if (pointed) {
      const cell = cells.get(pointed.join(':'));
      readout.replaceChildren(h('span', null, `${state.x} `, h('b', null, xs[pointed[0]])), h('span', null, `${state.y} `, h('b', null, ys[pointed[1]])),
        h('span', null, `${kind.name} `, h('b', null, cell ? kind.text(cell.value) : DASH)), h('span', null, cell ? `${count(cell.count)} trials` : 'no trial'));
    } else {
      const all = [...cells.values()].map(v => v.value);
      readout.replaceChildren(h('span', null, `${kind.name} from `, h('b', null, all.length ? kind.text(Math.min(...all)) : DASH), ' (pale) to ', h('b', null, all.length ? kind.text(Math.max(...all)) : DASH), ' (strong)'));
    }
  }

  const values = twin('Heat map', () => { const kind = model.values.find(v => v.key === state.value); return { head: ['Cell', state.x, state.y, kind.name, 'Trials'], rows: [...cells].map(([key, cell]) => [key.split(':').map(Number), cell]).sort((a, b) => a[0][0] - b[0][0] || a[0][1] - b[0][1]).map(([[i, k], cell], at) => [String(at + 1), xs[i], ys[k], kind.text(cell.value), count(cell.count)]), note: `${state.how} of the trials in a cell` }; });
  const refresh = () => { pointed = null; compute(); tell(); plot.redraw(); values.refresh(); };
  const at = (i, k) => { pointed = [Math.max(0, Math.min(xs.length - 1, i)), Math.max(0, Math.min(ys.length - 1, k))]; tell(); plot.redraw(); };
  plot.canvas.addEventListener('pointermove', event => {
    const box = plot.canvas.getBoundingClientRect();
    const [i, k] = [Math.floor((event.clientX - box.left - area.x0) / area.w), Math.floor((area.y1 - event.clientY + box.top) / area.t)];
    if (i >= 0 && i < xs.length && k >= 0 && k < ys.length) at(i, k);
  });
  plot.canvas.addEventListener('pointerleave', () => { pointed = null; tell(); plot.redraw(); });
  plot.canvas.addEventListener('keydown', event => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!by) return;
    event.preventDefault();
    const from = pointed || [0, 0];
    at(from[0] + by[0], from[1] + by[1]);
  });
  refresh();
  const names = model.parameters.map(p => [p, p]);
  return {
    element: h('div', { class: 'chart', role: 'group', 'aria-label': 'Heat map' }, readout, plot.canvas, values.element),
    tools: [picker('Across', names, state.x, v => { state.x = v; refresh(); }), picker('Up', names, state.y, v => { state.y = v; refresh(); }),
      picker('Value', model.values.map(v => [v.key, v.name]), state.value, v => { state.value = v; refresh(); }), picker('Others', [['best', 'best'], ['median', 'median'], ['worst', 'worst']], 'median', v => { state.how = v; refresh(); })],
  };
}
