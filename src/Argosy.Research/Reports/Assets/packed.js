// The other side of PackedNumbers and PackedSeries: base64, seven bits a byte, zigzag, running sum.
function unpack(text) {
  const bytes = atob(text);
  const values = [];
  let [before, bits, weight] = [0, 0, 1];
  for (let i = 0; i < bytes.length; i++) {
    const b = bytes.charCodeAt(i);
    bits += (b & 127) * weight;
    weight *= 128;
    if (b & 128) continue;
    before += bits % 2 === 1 ? -(bits + 1) / 2 : bits / 2;
    values.push(before);
    bits = 0;
    weight = 1;
  }
  return Float64Array.from(values);
}

function scaled(text, scale) {
  const factor = Math.pow(10, Math.abs(scale));
  return unpack(text).map(unit => scale >= 0 ? unit / factor : unit * factor);
}

function readCurve(curve) {
  return {
    times: unpack(curve.times).map(t => t * curve.timeUnit),
    values: scaled(curve.values.data, curve.values.scale),
    hold: curve.hold ? scaled(curve.hold.data, curve.hold.scale) : null,
  };
}

function readLevel(level) {
  return {
    timeframe: level.timeframe, length: level.length, whole: level.whole,
    times: unpack(level.times).map(t => t * level.timeUnit),
    open: scaled(level.open, level.scale), high: scaled(level.high, level.scale), low: scaled(level.low, level.scale), close: scaled(level.close, level.scale),
    volume: scaled(level.volume, level.volumeScale),
  };
}

// Index of the first value at or after a time.
function lowerBound(times, time) {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < time) low = middle + 1; else high = middle;
  }
  return low;
}
