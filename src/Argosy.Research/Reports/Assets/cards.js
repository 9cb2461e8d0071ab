// Rows as cards, for a narrow screen: everything a wide table shows, in the same order.
const CARD_PAGE = 20;

function cardList(options, sortBy, state) {
  const { columns, name, pick } = options;
  const list = h('ul', { class: 'cards', 'aria-label': name });
  const more = h('button', { type: 'button', class: 'wide', onclick: () => { room += CARD_PAGE; draw(); } });
  let [room, rows] = [CARD_PAGE, []];
  const sorts = h('select', { 'aria-label': `Sort ${name.toLowerCase()} by`, onchange: () => sortBy(columns.find(c => c.key === sorts.value)) }, columns.map(c => h('option', { value: c.key }, c.title)));
  const turn = h('button', { type: 'button', 'aria-label': 'Turn the order round', onclick: () => sortBy(columns.find(c => c.key === sorts.value)) }, '\u2191\u2193');

  const entry = (c, row) => h('div', null, h('dt', null, c.title), h('dd', { class: c.kind ? c.kind(row) : null }, c.text(row)));
  function card(row) {
    const filled = columns.slice(1).filter(c => c.text(row) !== '');
    const rest = filled.filter(c => c.extra);
    return h('li', { class: 'card' },
      h('div', { class: 'card-head' }, h('b', null, `${columns[0].title} ${columns[0].text(row)}`), pick && h('button', { type: 'button', onclick: () => pick(row) }, 'Show on the chart')),
      h('dl', null, filled.filter(c => !c.extra).map(c => entry(c, row))),
      rest.length > 0 && h('details', null, h('summary', null, `${count(rest.length)} more`), h('dl', null, rest.map(c => entry(c, row)))));
  }
  function draw() {
    const { sorted } = state();
    if (sorted) sorts.value = sorted.key;
    list.replaceChildren(...rows.slice(0, room).map(card));
    more.textContent = `Show ${count(Math.min(CARD_PAGE, rows.length - room))} more of ${count(rows.length - room)}`;
    more.hidden = rows.length <= room;
  }
  return {
    element: h('div', { class: 'cards-box' }, h('div', { class: 'cards-tools' }, h('label', { class: 'field' }, 'Sort by', sorts), turn), list, more),
    set(shown) { [rows, room] = [shown, CARD_PAGE]; draw(); },
  };
}
