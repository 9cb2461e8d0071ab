// Reads the data and builds the page.
function start() {
  theme.start();
  const doc = JSON.parse(document.getElementById('report-data').textContent);
  const make = { run: runReport, optimization: optimizationReport, comparison: comparisonReport, validation: validationReport, walkforward: walkForwardReport }[doc.kind];
  const report = make(doc);
  const links = sections.map(([id, title]) => h('a', { href: '#' + id }, title));
  const mark = svg('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: 'M12 3v12M12 4c5 2 7 6 7 11h-7M12 6c-3 2-5 5-5 9h5M3 18c3 4 15 4 18 0' }));
  const header = h('header', { class: 'top' },
    h('div', { class: 'bar' }, h('div', { class: 'mark' }, mark, h('span', null, 'Argosy')), h('h1', null, report.heading), report.badges.map((text, i) => h('span', { class: 'badge' + (i ? ' warn' : '') }, text)), h('button', { type: 'button', class: 'minor', onclick: () => print() }, 'Print'), theme.button()),
    h('nav', { 'aria-label': 'Sections' }, links));
  const main = h('main', { id: 'main' }, report.parts.filter(p => p));
  document.getElementById('report').append(h('a', { class: 'skip', href: '#main' }, 'Skip to the report'), header, main, h('footer', { class: 'end' }, `${doc.name ? doc.name + ' \u00b7 ' : ''}made by Argosy \u00b7 times are UTC \u00b7 past results say little about future ones`));
  follow(links);
  // For tests: what is drawn, not how.
  window.argosyReport = { kind: doc.kind, ...report.state };
}

// Marks the section in sight.
function follow(links) {
  const seen = new Set();
  const observer = new IntersectionObserver(entries => {
    for (const entry of entries) { if (entry.isIntersecting) seen.add(entry.target.id); else seen.delete(entry.target.id); }
    const current = sections.find(s => seen.has(s[0]));
    links.forEach((link, i) => { if (current && sections[i][0] === current[0]) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current'); });
  }, { rootMargin: '-100px 0px -50% 0px' });
  for (const [id] of sections) observer.observe(document.getElementById(id));
}

start();
