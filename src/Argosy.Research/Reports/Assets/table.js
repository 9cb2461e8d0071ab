// A table of any length: only the rows in sight are elements. Columns: {key, title, left, extra, text(row), sort(row), kind(row), plain(row), head}
function dataTable(options) {
  const { columns, rows, name, pick } = options;
  const narrow = matchMedia('(max-width: 759px)');
  const height = 28;
  let [sorted, order, shown, chosen, first, last] = [null, 1, rows, null, -1, -1];
  const body = h('tbody');
  const classes = c => c.left ? 'left' : '';
  const heads = columns.map((c, i) => h('th', { scope: 'col', class: classes(i ? c : { ...c, left: true }) }, h('button', { type: 'button', onclick: () => sortBy(c) }, c.title)));
  const table = h('table', { class: 'grid sticky-first' + (pick ? ' clickable' : ''), 'aria-label': name }, h('thead', null, h('tr', null, heads)), body);
  const box = h('div', { class: 'scroll virtual', tabindex: 0, role: 'group', 'aria-label': `${name}, scrollable` }, table);
  const foot = h('div', { class: 'foot', role: 'status' });
  const search = h('input', { type: 'search', placeholder: 'Filter', 'aria-label': `Filter ${name.toLowerCase()}`, oninput: () => apply() });

  function cells(row, index) {
    const line = h('tr', { 'aria-rowindex': index + 2, 'aria-selected': row === chosen ? 'true' : null, onclick: pick && (() => choose(row)) },
      columns.map((c, i) => h(i === 0 ? 'th' : 'td', { scope: i === 0 ? 'row' : null, class: classes(c) + (c.kind ? ' ' + c.kind(row) : '') },
        i === 0 && pick ? h('a', { href: '#' + options.target, onclick: event => { event.preventDefault(); event.stopPropagation(); choose(row); } }, c.text(row)) : c.text(row))));
    return line;
  }

  function render(force) {
    if (narrow.matches) { if (force) { cards.set(shown); tell(); } return; }
    const margin = 12;
    const view = box.clientHeight || 452;
    const from = Math.max(0, Math.floor(box.scrollTop / height) - margin);
    const to = Math.min(shown.length, Math.ceil((box.scrollTop + view) / height) + margin);
    if (!force && from === first && to === last) return;
    [first, last] = [from, to];
    const gap = n => { const cell = h('td', { colspan: columns.length }); cell.style.height = n * height + 'px'; return h('tr', { class: 'spacer', 'aria-hidden': 'true' }, cell); };
    body.replaceChildren(...(from > 0 ? [gap(from)] : []), ...shown.slice(from, to).map((row, i) => cells(row, from + i)), ...(to < shown.length ? [gap(shown.length - to)] : []));
    table.setAttribute('aria-rowcount', shown.length + 1);
    if (shown.length === 0) body.append(h('tr', null, h('td', { class: 'left muted', colspan: columns.length }, rows.length ? 'Nothing fits the filter.' : options.empty || 'Nothing here.')));
    tell();
  }

  function tell() { foot.textContent = (shown.length === rows.length ? plural(rows.length, 'row') : `${count(shown.length)} of ${plural(rows.length, 'row')}`) + (options.note ? ` \u00b7 ${options.note}` : ''); }

  function sortBy(column, wanted) {
    order = wanted || (sorted === column ? -order : column.left ? 1 : -1);
    sorted = column;
    heads.forEach((head, i) => { if (columns[i] === column) head.setAttribute('aria-sort', order > 0 ? 'ascending' : 'descending'); else head.removeAttribute('aria-sort'); });
    apply();
  }

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(w => w);
    shown = words.length === 0 ? rows.slice() : rows.filter(row => { const text = columns.map(c => c.text(row)).join(' ').toLowerCase(); return words.every(w => text.includes(w)); });
    // What has no value comes last either way.
    if (sorted) shown.sort((a, b) => {
      const [x, y] = [sorted.sort(a), sorted.sort(b)];
      if (missing(x) || missing(y)) return missing(x) - missing(y);
      return (x < y ? -1 : x > y ? 1 : 0) * order;
    });
    box.scrollTop = 0;
    render(true);
  }

  function choose(row) { chosen = row; if (!narrow.matches) render(true); pick(row); }
  const cards = cardList({ ...options, pick: pick && choose }, column => sortBy(column), () => ({ sorted }));

  // Copies carry the exact values; a text that a spreadsheet would take for a formula is marked as text.
  function csv() {
    const cell = value => {
      let text = missing(value) ? '' : String(value);
      if (/^[=+@\t\r]|^-(?![\d.])/.test(text)) text = "'" + text;
      return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
    };
    return [columns.map(c => cell(c.head || c.key)).join(','), ...shown.map(row => columns.map(c => cell(c.plain ? c.plain(row) : c.sort(row))).join(','))].join('\n') + '\n';
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(csv());
    } catch {
      const area = h('textarea', { 'aria-hidden': 'true' }, csv());
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    say(`${count(shown.length)} rows copied as CSV`);
  }

  function save() {
    const link = h('a', { href: URL.createObjectURL(new Blob([csv()], { type: 'text/csv' })), download: options.file || 'table.csv' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  box.addEventListener('scroll', () => render(false), { passive: true });
  new ResizeObserver(() => { if (!narrow.matches) render(true); }).observe(box);
  narrow.addEventListener('change', () => { first = -1; render(true); });
  // Paper has no scroll bar: the first rows are printed, and how many there are.
  addEventListener('beforeprint', () => { if (!narrow.matches) body.replaceChildren(...shown.slice(0, 200).map(cells)); });
  addEventListener('afterprint', () => render(true));
  render(true);
  return {
    element: h('div', null, box, cards.element, foot),
    tools: [search, h('button', { type: 'button', onclick: copy }, 'Copy CSV'), h('button', { type: 'button', onclick: save }, 'Save CSV')],
    csv, sortBy: (key, wanted) => sortBy(columns.find(c => c.key === key), wanted), choose: row => { chosen = row; const at = shown.indexOf(row); if (at >= 0) box.scrollTop = Math.max(0, at * height - 120); if (!narrow.matches) render(true); },
    setRows: list => { rows.splice(0, rows.length, ...list); apply(); },
  };
}
