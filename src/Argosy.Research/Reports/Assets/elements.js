// Elements are made with text only: nothing a result says is ever read as markup.
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
  return element;
}

function svg(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const sections = [];

function panel(id, title, options, ...children) {
  const { note, tools, nav, long } = options || {};
  if (id && nav !== false) sections.push([id, nav || title]);
  return h('section', { class: 'panel' + (long ? ' long' : ''), id, 'aria-label': title },
    h('header', null, h('h2', null, title), note && h('span', { class: 'note' }, note), tools && h('div', { class: 'tools' }, tools)), ...children);
}

function facts(rows, caption) {
  return h('table', { class: 'facts' }, caption && h('caption', null, caption),
    h('tbody', null, rows.map(([name, value, kind]) => value === undefined
      ? h('tr', { class: 'group-row' }, h('th', { colspan: 2, scope: 'rowgroup' }, name))
      : h('tr', null, h('th', { scope: 'row' }, name), h('td', { class: kind }, value)))));
}

function kpi(title, value, sub, options) {
  const { hero, kind } = options || {};
  return h('div', { class: 'kpi' + (hero ? ' hero' : '') }, h('dt', null, title), h('dd', { class: 'value ' + (kind || '') }, value), h('dd', { class: 'sub' }, sub || '\u00a0'));
}

// How wide a text is, in widths of its letters' height: measured against the widest of the fonts there may be.
function breadth(text) {
  return [...text].reduce((sum, letter) => sum + (letter === '%' ? 1 : '.,: '.includes(letter) ? 0.4 : 0.72), 0);
}

// Headline figures side by side, each as wide as the widest of them needs: an amount that is cut off is another amount.
function kpiTiles(id, ...tiles) {
  const widest = Math.max(...tiles.filter(t => !t.classList.contains('hero')).map(t => breadth(t.querySelector('.value').textContent)));
  const list = h('dl', { class: 'kpis' + (widest > 10.5 ? ' smallest' : widest > 6.6 ? ' small' : ''), id }, tiles);
  list.style.setProperty('--widest', widest.toFixed(1));
  return list;
}

// Buttons of which one is pressed.
function choice(name, items, chosen, choose) {
  const buttons = items.map(([key, text]) => h('button', {
    type: 'button', 'aria-pressed': key === chosen ? 'true' : 'false', onclick: () => {
      buttons.forEach((b, i) => b.setAttribute('aria-pressed', items[i][0] === key ? 'true' : 'false'));
      choose(key);
    },
  }, text));
  return h('div', { class: 'group', role: 'group', 'aria-label': name }, buttons);
}

function toggle(text, pressed, change) {
  const button = h('button', { type: 'button', 'aria-pressed': pressed ? 'true' : 'false', onclick: () => {
    const on = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', on ? 'true' : 'false');
    change(on);
  } }, text);
  return button;
}

function picker(name, items, chosen, choose) {
  const select = h('select', { 'aria-label': name, onchange: () => choose(select.value) }, items.map(([key, text]) => h('option', { value: key, selected: key === chosen }, text)));
  return h('label', { class: 'field' }, name, select);
}

function warningPanel(warnings, title) {
  return warnings.length === 0 ? null : panel('warnings', title || 'Warnings', { note: `${warnings.length} to weigh before believing the figures` },
    h('ul', { class: 'list' }, warnings.map(text => h('li', null, text))));
}

function say(text) {
  document.querySelectorAll('.toast').forEach(t => t.remove());
  const toast = h('div', { class: 'toast', role: 'status' }, text);
  document.body.append(toast);
  setTimeout(() => toast.remove(), 2500);
}
