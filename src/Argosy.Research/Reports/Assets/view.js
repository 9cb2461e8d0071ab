// The window of time that all charts of a report share, and the instant the reader points at.
function timeView(min, max) {
  const listeners = [];
  let waiting = false;
  const view = {
    min, max, from: min, to: max, cursor: null,
    onChange(listener) { listeners.push(listener); },
    set(from, to) {
      const whole = max - min;
      const span = Math.max(Math.min(to - from, whole), Math.min(whole, Math.max(60000, whole / 20000)));
      let start = (from + to) / 2 - span / 2;
      start = Math.max(min, Math.min(max - span, start));
      view.from = start;
      view.to = start + span;
      view.tell();
    },
    point(time) {
      view.cursor = time === null ? null : Math.max(view.from, Math.min(view.to, time));
      view.tell();
    },
    zoom(factor, around) {
      const at = around === undefined ? (view.from + view.to) / 2 : around;
      const [from, to] = [at - (at - view.from) * factor, at + (view.to - at) * factor];
      // At an edge the window grows on the other side.
      if (factor > 1 && from < min) view.set(min, min + (to - from));
      else if (factor > 1 && to > max) view.set(max - (to - from), max);
      else view.set(from, to);
    },
    pan(share) {
      const by = (view.to - view.from) * share;
      view.set(view.from + by, view.to + by);
    },
    last(span) { const end = view.to; view.set(Math.max(min, end - span), Math.max(end, min + span)); },
    tell() {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; for (const listener of listeners) listener(); });
    },
  };
  return view;
}

const DAY = 86400000;

function viewToolbar(view, extra) {
  const span = h('span', { class: 'span', 'aria-live': 'off' });
  const whole = view.max - view.min;
  const ranges = [['All', Infinity], ['1Y', 365 * DAY], ['6M', 182 * DAY], ['3M', 91 * DAY], ['1M', 30 * DAY], ['1W', 7 * DAY], ['1D', DAY]].filter(r => r[1] === Infinity || (r[1] < whole * 0.95 && r[1] > whole / 3000));
  const buttons = ranges.map(([text, length]) => h('button', { type: 'button', 'data-range': text, onclick: () => length === Infinity ? view.set(view.min, view.max) : view.last(length) }, text));
  const refresh = () => {
    const shown = view.to - view.from;
    ranges.forEach(([, length], i) => buttons[i].setAttribute('aria-pressed', Math.abs(shown - Math.min(length, whole)) < shown * 0.001 ? 'true' : 'false'));
    span.textContent = shown > 3 * DAY ? `${date(view.from)} to ${date(view.to)} UTC` : `${time(view.from)} to ${time(view.to)} UTC`;
  };
  view.onChange(refresh);
  refresh();
  const step = (text, name, act) => h('button', { type: 'button', 'aria-label': name, title: name, onclick: act }, text);
  return h('div', { class: 'toolbar', role: 'toolbar', 'aria-label': 'Time shown in all charts' },
    h('div', { class: 'group' }, buttons),
    h('div', { class: 'group' }, step('\u2039', 'Earlier', () => view.pan(-0.5)), step('\u203a', 'Later', () => view.pan(0.5)), step('+', 'Zoom in', () => view.zoom(0.5)), step(MINUS, 'Zoom out', () => view.zoom(2))),
    extra, span);
}
