// Numbers and times as people read them; what is not there is a dash.
const DASH = '\u2013', MINUS = '\u2212';
const MULTIPLES = new Set(['sharpe', 'sortino', 'calmar', 'profitFactor', 'sqn', 'turnover']);
const LABELS = {
  totalReturn: 'Total return', cagr: 'CAGR', volatility: 'Volatility', sharpe: 'Sharpe', sortino: 'Sortino', maxDrawdown: 'Max drawdown', calmar: 'Calmar',
  avgDrawdown: 'Mean drawdown', maxDrawdownDays: 'Longest drawdown', exposure: 'Time invested', trades: 'Trades', winRate: 'Win rate', profitFactor: 'Profit factor',
  expectancy: 'Mean trade return', avgTrade: 'Mean trade', bestTrade: 'Best trade', worstTrade: 'Worst trade', sqn: 'SQN', avgTradeMinutes: 'Mean length',
  maxTradeMinutes: 'Longest trade', fees: 'Fees', slippageCost: 'Slippage and spread', funding: 'Funding', turnover: 'Turnover', buyAndHoldReturn: 'Buy and hold',
  finalEquity: 'Final equity', peakEquity: 'Peak equity', deflatedSharpe: 'Deflated Sharpe',
  borrowApr: 'Borrow APR', slippageBps: 'Slippage, bps', spreadBps: 'Spread, bps', volumeSlippageBps: 'Slippage by volume, bps', latencyMs: 'Latency, ms', cancelLatencyMs: 'Cancel latency, ms', latencyJitterMs: 'Latency jitter, ms',
};

function missing(value) { return value === null || value === undefined || value === '' || (typeof value === 'number' && !Number.isFinite(value)); }

function grouped(text) {
  const negative = text[0] === '-';
  const [whole, part] = (negative ? text.slice(1) : text).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (part === undefined ? '' : '.' + part);
  return (negative && /[1-9]/.test(digits) ? MINUS : '') + digits;
}

function fixed(value, digits) { return missing(value) ? DASH : grouped(Number(value).toFixed(digits)); }

function signed(text) { return text === DASH || text[0] === MINUS || !/[1-9]/.test(text) ? text : '+' + text; }

function percent(ratio, withSign) {
  if (missing(ratio)) return DASH;
  const value = Number(ratio) * 100;
  const text = fixed(value, Math.abs(value) < 10000 ? 2 : 0) + '%';
  return withSign ? signed(text) : text;
}

// Two decimals, eight where the amount is below a hundredth.
function money(value, withSign) {
  if (missing(value)) return DASH;
  const size = Math.abs(Number(value));
  const text = fixed(value, size > 0 && size < 0.01 ? 8 : 2);
  return withSign ? signed(text) : text;
}

// A price or quantity as it was written: exact, digits grouped.
function exact(text) { return missing(text) ? DASH : grouped(String(text)); }

function count(value) { return fixed(value, 0); }

// A number with its word, one or many.
function plural(value, word) { return `${count(value)} ${word}${Number(value) === 1 ? '' : 's'}`; }

function minutes(value) {
  if (missing(value)) return DASH;
  const whole = Math.round(Number(value));
  if (whole < 60) return `${fixed(value, whole === Number(value) ? 0 : 1)} min`;
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor(whole % 1440 / 60), whole % 60];
  if (days > 0) return `${grouped(String(days))}d ${hours}h`;
  return `${hours}h ${rest}m`;
}

function figure(name, unit, value) {
  if (missing(value)) return DASH;
  if (unit === 'money') return money(value);
  if (unit === 'count') return count(value);
  if (unit === 'days') return minutes(Number(value) * 1440);
  if (unit === 'minutes') return minutes(value);
  return MULTIPLES.has(name) ? fixed(value, 2) : percent(value);
}

function label(name) { return LABELS[name] || spaced(name); }

function spaced(name) {
  const words = String(name).replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function two(n) { return n < 10 ? '0' + n : String(n); }

function date(ms) {
  if (missing(ms)) return DASH;
  const d = new Date(Number(ms));
  return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`;
}

function clock(ms) {
  const d = new Date(Number(ms));
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}` + (d.getUTCSeconds() ? ':' + two(d.getUTCSeconds()) : '');
}

function time(ms) { return missing(ms) ? DASH : `${date(ms)} ${clock(ms)}`; }

// An axis label: as many decimals as tell neighbours apart.
function axisNumber(value, step) {
  const size = Math.abs(value);
  if (size >= 1e6 && step >= 1e4) return fixed(value / 1e6, step >= 1e6 ? 0 : 2) + 'M';
  let digits = 0;
  while (digits < 10 && Math.abs(step * Math.pow(10, digits) - Math.round(step * Math.pow(10, digits))) > 1e-6) digits++;
  return fixed(value, digits);
}

function tone(value) { return missing(value) || Number(value) === 0 ? '' : Number(value) > 0 ? 'up' : 'down'; }
