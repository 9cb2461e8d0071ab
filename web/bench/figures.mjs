/** The value that a share of the values stays below. */
export const share = (values, ratio) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * ratio))];

/** What was measured, each figure printed with its limit as soon as it is known. Only three times off fails: machines differ. */
export class Figures {
  all = [];
  /** Subjects that could not be measured. */
  broken = [];

  /** One figure; `atMost` false: the limit is a least one. */
  add(name, value, limit, unit, atMost = true) {
    if (!Number.isFinite(value)) throw new Error(`${name}: nothing was measured`);
    const isWithin = atMost ? value <= limit : value >= limit;
    const fails = atMost ? value > 3 * limit : value < limit / 3;
    this.all.push({ name, value: Math.round(value * 1000) / 1000, limit, unit, atMost, isWithin, fails });
    const shown = `${Number(value.toFixed(3))} ${unit}`.trim();
    const bound = `${atMost ? '≤' : '≥'} ${limit} ${unit}`.trim();
    console.error(`${isWithin ? 'ok  ' : fails ? 'FAIL' : 'over'} ${name.padEnd(66)} ${shown.padStart(12)}   ${bound}`);
  }

  /** Something to know beside the figures. */
  note(text) {
    console.error(`     ${text}`);
  }

  /** A subject that could not be measured: the others are measured all the same. */
  fail(subject, error) {
    this.broken.push({ subject, error: error.message });
    console.error(`FAIL ${subject}: ${error.message}`);
  }

  get haveFailed() {
    return this.broken.length > 0 || this.all.some(figure => figure.fails);
  }
}
