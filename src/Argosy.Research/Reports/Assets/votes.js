// The rounds of a consensus: one row a voter, one column a round, and the decision below.
const LETTERS = {
  '+': ['\u25b2', 'up', 'long'], '-': ['\u25bc', 'down', 'short'], 0: ['\u25cf', 'muted', 'flat'], y: ['\u25b2', 'up', 'yes'], n: ['\u25cb', 'muted', 'no'], '.': ['\u00b7', 'muted', 'no opinion'],
  E: ['\u2715', 'crit', 'fault: exception'], N: ['\u2715', 'crit', 'fault: not a vote'], T: ['\u2715', 'crit', 'fault: two votes'], L: ['\u25f7', 'warn', 'fault: too late'],
};
const DECISIONS = { long: ['\u25b2', 'up', 'long'], buy: ['\u25b2', 'up', 'buy'], short: ['\u25bc', 'down', 'short'], sell: ['\u25bc', 'down', 'sell'], flat: ['\u25cf', 'muted', 'flat'], none: ['\u00b7', 'muted', 'no decision'] };

// A rule that says yes in the round of sells votes to sell.
function voteOf(letter, voter) { return letter === 'y' && voter[1] === 'sell' ? ['\u25bc', 'down', 'yes to sell'] : LETTERS[letter] || ['?', 'warn', String(letter)]; }

function decisionOf(word) { return DECISIONS[word] || ['?', 'warn', String(word)]; }

function votesPanel(consensus, view) {
  if (!consensus || consensus.rounds.length === 0) return null;
  const rounds = consensus.rounds;
  const voters = consensus.voters.length ? consensus.voters : Array.from(rounds[0][1], (_, i) => [`voter ${i + 1}`, null, null]);
  const page = matchMedia('(max-width: 759px)').matches ? 8 : 30;
  const several = new Set(rounds.map(r => r[3])).size > 1;
  let from = Math.max(0, rounds.length - page);
  const holder = h('div');
  const cell = ([sign, kind, word]) => h('td', { class: kind, title: word }, h('span', { role: 'img', 'aria-label': word }, sign));
  const head = r => h('th', { scope: 'col', title: `${time(r[0])}${several ? ` ${r[3]}` : ''}` }, h('div', null, date(r[0]).slice(5)), h('div', { class: 'muted' }, several ? r[3].split('/')[0] : clock(r[0])));
  const render = () => {
    const part = rounds.slice(from, from + page);
    holder.replaceChildren(
      h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Votes, scrollable' }, h('table', { class: 'grid sticky-first votes' },
        h('thead', null, h('tr', null, h('th', { scope: 'col', class: 'left' }, 'Voter'), part.map(head))),
        h('tbody', null, voters.map((voter, v) => h('tr', null, h('th', { scope: 'row', title: voter[2] }, voter[0]), part.map(r => cell(voteOf(r[1][v], voter))))),
          h('tr', { class: 'decision' }, h('th', { scope: 'row' }, h('b', null, 'Decision')), part.map(r => cell(decisionOf(r[2]))))))),
      h('div', { class: 'foot' }, `Rounds ${count(from + 1)} to ${count(from + part.length)} of ${count(rounds.length)}${consensus.roundCount > rounds.length ? ` (of ${count(consensus.roundCount)} in all)` : ''}: ${time(part[0][0])} to ${time(part[part.length - 1][0])}`));
  };
  const go = to => { from = Math.max(0, Math.min(rounds.length - page, to)); render(); };
  const button = (text, name, to) => h('button', { type: 'button', 'aria-label': name, onclick: () => go(to()) }, text);
  const here = () => { const i = rounds.findIndex(r => r[0] >= view.from); return i < 0 ? rounds.length : i; };
  render();
  const note = [consensus.mode, ...consensus.quorums].filter(x => x).join(', ');
  return panel('consensus', 'Consensus votes', { note: note || undefined, tools: [h('button', { type: 'button', onclick: () => go(here()) }, 'From the chart\u2019s start'),
    h('div', { class: 'group' }, button('\u00ab', 'First rounds', () => 0), button('\u2039', 'Earlier rounds', () => from - page), button('\u203a', 'Later rounds', () => from + page), button('\u00bb', 'Last rounds', () => rounds.length))] },
  holder, tallyTable(rounds, voters));
}

// How each voter voted over the rounds listed, and how often with a decision to trade.
function tallyTable(rounds, voters) {
  const rows = voters.map((voter, v) => {
    const k = { plus: 0, minus: 0, zero: 0, silent: 0, faults: 0, decided: 0, agreed: 0 };
    for (const [, letters, decision] of rounds) {
      const letter = letters[v];
      const way = { up: 1, down: -1 }[voteOf(letter, voter)[1]] || 0;
      k['+-0.'.includes(letter) || letter === 'y' || letter === 'n' ? (way > 0 ? 'plus' : way < 0 ? 'minus' : letter === '.' ? 'silent' : 'zero') : 'faults']++;
      const decided = { up: 1, down: -1 }[decisionOf(decision)[1]] || 0;
      if (decided !== 0) { k.decided++; if (way === decided) k.agreed++; }
    }
    return [voter, k];
  });
  const head = ['Voter', 'Rule', '\u25b2 long, buy', '\u25bc short, sell', 'Flat, no', 'No opinion', 'Faults', 'With the decision'];
  return h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Voters, scrollable' }, h('table', { class: 'grid sticky-first' },
    h('thead', null, h('tr', null, head.map((t, i) => h('th', { scope: 'col', class: i < 2 ? 'left' : '' }, t)))),
    h('tbody', null, rows.map(([voter, k]) => h('tr', null, h('th', { scope: 'row' }, voter[0]), h('td', { class: 'left' }, voter[2] || DASH), ...[k.plus, k.minus, k.zero, k.silent].map(n => h('td', null, count(n))), h('td', { class: k.faults ? 'crit' : '' }, count(k.faults)), h('td', null, k.decided ? percent(k.agreed / k.decided) : DASH))))));
}
