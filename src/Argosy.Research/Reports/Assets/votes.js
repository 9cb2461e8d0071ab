// The rounds of a consensus: one row a voter, one column a round, and the decision below.
const VOTES = { 1: ['\u25b2', 'up', 'buy'], '-1': ['\u25bc', 'down', 'sell'], 0: ['\u25cf', 'muted', 'hold'] };

function voteOf(value) {
  if (value === null || value === undefined) return ['\u00b7', 'muted', 'none'];
  const words = { buy: 1, long: 1, sell: -1, short: -1, hold: 0, flat: 0, none: 0 };
  const key = typeof value === 'number' ? Math.sign(value) : words[String(value).toLowerCase()];
  if (key !== undefined) return VOTES[key];
  return /late/i.test(value) ? ['\u25cb', 'warn', 'late'] : ['\u2715', 'crit', String(value)];
}

function votesPanel(consensus, view) {
  if (!consensus || consensus.rounds.length === 0) return null;
  const rounds = consensus.rounds;
  const voters = consensus.voters.length ? consensus.voters : rounds[0][1].map((_, i) => `voter ${i + 1}`);
  const page = matchMedia('(max-width: 759px)').matches ? 8 : 36;
  let from = Math.max(0, rounds.length - page);
  const holder = h('div');
  const tally = voters.map((name, v) => {
    const kinds = { buy: 0, sell: 0, hold: 0, other: 0, agreed: 0, decided: 0 };
    for (const [, votes, decision] of rounds) {
      const [vote, decided] = [voteOf(votes[v])[2], voteOf(decision)[2]];
      kinds[vote in kinds ? vote : 'other']++;
      if (decided !== 'hold' && decided !== 'none') { kinds.decided++; if (vote === decided) kinds.agreed++; }
    }
    return [name, kinds];
  });
  const cell = (value, head) => { const [sign, kind, word] = voteOf(value); return h('td', { class: kind, title: word, 'aria-label': word }, sign, head); };
  const render = () => {
    const part = rounds.slice(from, from + page);
    holder.replaceChildren(h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Votes, scrollable' }, h('table', { class: 'grid sticky-first' },
      h('thead', null, h('tr', null, h('th', { scope: 'col', class: 'left' }, 'Voter'), part.map(r => h('th', { scope: 'col', title: time(r[0]) }, date(r[0]).slice(5))))),
      h('tbody', null, voters.map((name, v) => h('tr', null, h('th', { scope: 'row' }, name), part.map(r => cell(r[1][v])))), h('tr', null, h('th', { scope: 'row' }, h('b', null, 'Decision')), part.map(r => cell(r[2])))))),
    h('div', { class: 'foot' }, `Rounds ${count(from + 1)} to ${count(from + part.length)} of ${count(rounds.length)}${consensus.roundCount > rounds.length ? ` (the last of ${count(consensus.roundCount)})` : ''}: ${time(part[0][0])} to ${time(part[part.length - 1][0])}`));
  };
  const go = by => { from = Math.max(0, Math.min(rounds.length - page, from + by)); render(); };
  const button = (text, name, by) => h('button', { type: 'button', 'aria-label': name, onclick: () => go(by) }, text);
  render();
  const rule = ['rule', 'mode', 'quorum'].filter(k => consensus[k] !== undefined).map(k => `${k} ${consensus[k]}`).join(', ');
  return panel('consensus', 'Consensus votes', { note: rule || undefined, tools: [
    h('button', { type: 'button', onclick: () => { from = Math.max(0, Math.min(rounds.length - page, rounds.findIndex(r => r[0] >= view.from))); render(); } }, 'At the chart\u2019s start'),
    h('div', { class: 'group' }, button('\u00ab', 'First rounds', -Infinity), button('\u2039', 'Earlier rounds', -page), button('\u203a', 'Later rounds', page), button('\u00bb', 'Last rounds', Infinity))] },
  holder,
  h('div', { class: 'scroll' }, h('table', { class: 'grid' }, h('thead', null, h('tr', null, ['Voter', 'Buy', 'Sell', 'Hold', 'Faults and silence', 'With the decision'].map((t, i) => h('th', { scope: 'col', class: i ? '' : 'left' }, t)))),
    h('tbody', null, tally.map(([name, k]) => h('tr', null, h('th', { scope: 'row' }, name), h('td', null, count(k.buy)), h('td', null, count(k.sell)), h('td', null, count(k.hold)), h('td', null, count(k.other)), h('td', null, k.decided ? percent(k.agreed / k.decided) : DASH)))))));
}
