export type Mark = 'buy' | 'sell' | 'hold' | 'none' | 'fault' | 'late';

const marks: Record<string, Mark> = { '+': 'buy', y: 'buy', '-': 'sell', '0': 'hold', n: 'hold', '.': 'none' };

/** The votes of a round, one for each voter in order; the bar between two rounds of voting is no vote. */
export const marksOf = (letters: string): Mark[] =>
  [...letters.replaceAll('|', '')].map(letter => marks[letter] ?? (letter.toLowerCase() === 'l' ? 'late' : 'fault'));

/** Sign and word of each: colour never stands alone. */
export const looks: Record<Mark, { sign: string; word: string }> = {
  buy: { sign: '▲', word: 'buy' },
  sell: { sign: '▼', word: 'sell' },
  hold: { sign: '●', word: 'hold' },
  none: { sign: '·', word: 'no vote' },
  fault: { sign: '✕', word: 'fault' },
  late: { sign: '○', word: 'late' },
};

export const decisionMark = (decision: string): Mark =>
  decision === 'long' || decision === 'buy' ? 'buy' : decision === 'short' || decision === 'sell' ? 'sell' : 'hold';

/** The votes of a round in words: how many for what, and what was decided. */
export function votesInWords(letters: string, decision: string): string {
  const counts = new Map<Mark, number>();
  for (const mark of marksOf(letters)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const cast = (Object.keys(looks) as Mark[]).filter(mark => counts.has(mark));
  return `${cast.map(mark => `${counts.get(mark)} ${looks[mark].word}`).join(', ')}: ${decision}`;
}
