// The values of a chart as a table: made when opened, of what the chart shows. source() -> {head, rows, note}
const TWIN_ROWS = 250;

function twin(name, source) {
  const holder = h('div');
  const details = h('details', { class: 'twin' }, h('summary', null, 'Values', h('span', { class: 'hidden' }, ` of ${name}`)), holder);
  const fill = () => {
    if (!details.open) return;
    const { head, rows, note } = source();
    const every = Math.max(1, Math.ceil(rows.length / TWIN_ROWS));
    // Every nth row, and always the last.
    const shown = rows.filter((_, i) => i % every === 0 || i === rows.length - 1);
    const about = [every > 1 ? `${count(shown.length)} of ${count(rows.length)} rows, evenly chosen` : plural(rows.length, 'row'), note].filter(x => x).join(' \u00b7 ');
    holder.replaceChildren(
      h('div', { class: 'scroll short', tabindex: 0, role: 'group', 'aria-label': `Values of ${name}, scrollable` }, h('table', { class: 'grid sticky-first' },
        h('thead', null, h('tr', null, head.map((t, i) => h('th', { scope: 'col', class: i ? '' : 'left' }, t)))),
        h('tbody', null, shown.map(row => h('tr', null, row.map((v, i) => h(i ? 'td' : 'th', { scope: i ? null : 'row' }, v))))))),
      h('div', { class: 'foot' }, about));
  };
  details.addEventListener('toggle', fill);
  return { element: details, refresh: fill };
}

// Series over time as rows of the window shown.
function seriesRows(view, series, format) {
  const times = [...new Set(series.flatMap(s => Array.from(s.times.subarray ? s.times.subarray(lowerBound(s.times, view.from), lowerBound(s.times, view.to + 1)) : s.times.filter(t => t >= view.from && t <= view.to))))].sort((a, b) => a - b);
  return { head: ['Time (UTC)', ...series.map(s => s.name)], rows: times.map(t => [time(t), ...series.map(s => format(valueAt(s, t)))]) };
}
