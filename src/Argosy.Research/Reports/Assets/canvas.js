// Canvases with axes. A chart has a plot area between the left edge and a price axis of fixed width, so that charts above each other line up.
const AXIS = 66, FOOT = 22;
const FONT = '11px "Inter Variable", Inter, "Segoe UI", system-ui, sans-serif';

// A canvas that is drawn again when its size, the theme or the paper changes. draw(ctx, width, height)
function surface(height, name, draw) {
  const canvas = h('canvas', { role: 'img', 'aria-label': name, tabindex: 0 });
  const ctx = canvas.getContext('2d');
  let waiting = false;
  const paint = () => {
    waiting = false;
    const width = canvas.clientWidth;
    if (width === 0) return;
    const tall = typeof height === 'function' ? height(width) : height;
    const ratio = Math.max(1, window.devicePixelRatio || 1);
    const [w, t] = [Math.round(width * ratio), Math.round(tall * ratio)];
    if (canvas.width !== w || canvas.height !== t) {
      canvas.width = w;
      canvas.height = t;
      canvas.style.height = tall + 'px';
    }
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, tall);
    ctx.font = FONT;
    ctx.lineJoin = 'round';
    draw(ctx, width, tall);
    canvas.dataset.drawn = String(Number(canvas.dataset.drawn || 0) + 1);
  };
  const redraw = () => { if (!waiting) { waiting = true; requestAnimationFrame(paint); } };
  new ResizeObserver(redraw).observe(canvas);
  theme.listeners.push(paint);
  canvas.style.height = (typeof height === 'function' ? 200 : height) + 'px';
  return { canvas, redraw, paint };
}

function niceStep(span, wanted) {
  const raw = span / Math.max(1, wanted);
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  for (const step of [1, 2, 2.5, 5, 10]) if (step * power >= raw * 0.999) return step * power;
  return 10 * power;
}

// Ticks of a linear or logarithmic axis as [value, step].
function valueTicks(low, high, log, wanted) {
  const ticks = [];
  if (log && low > 0 && high / low > 5) {
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      for (const m of high / low > 1000 ? [1] : [1, 2, 5]) {
        const value = m * Math.pow(10, power);
        if (value >= low && value <= high) ticks.push([value, Math.pow(10, power)]);
      }
    }
    return ticks;
  }
  if (!(high > low)) return [[low, Math.abs(low) / 100 || 1]];
  const step = niceStep(high - low, wanted);
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) ticks.push([i * step, step]);
  return ticks;
}

const STEPS = [1, 5, 15, 30, 60, 120, 180, 360, 720, 1440, 2 * 1440, 4 * 1440, 7 * 1440, 14 * 1440].map(m => m * 60000);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// Ticks of time as [ms, text, strong].
function timeTicks(from, to, width) {
  const least = (to - from) / Math.max(1, width / 76);
  const step = STEPS.find(s => s >= least);
  const ticks = [];
  if (step) {
    const origin = step >= 7 * DAY ? 4 * DAY : 0;
    for (let t = Math.ceil((from - origin) / step) * step + origin; t <= to; t += step) {
      const d = new Date(t);
      const midnight = t % DAY === 0;
      ticks.push([t, midnight ? `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}` : clock(t), midnight && step < DAY]);
    }
    return ticks;
  }
  const months = [1, 2, 3, 6, 12, 24, 60, 120].find(m => m * 30.4 * DAY >= least) || 240;
  const start = new Date(from);
  for (let m = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months; ; m += months) {
    const t = Date.UTC(Math.floor(m / 12), m % 12, 1);
    if (t > to) return ticks;
    if (t >= from) ticks.push([t, m % 12 === 0 ? String(Math.floor(m / 12)) : MONTHS[m % 12], m % 12 === 0]);
  }
}

function line(ctx, x0, y0, x1, y1) {
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
}

// A tag on an axis, e.g. the value under the crosshair.
function tag(ctx, text, x, y, fill, ink) {
  const width = ctx.measureText(text).width + 8;
  ctx.fillStyle = fill;
  ctx.fillRect(x, y - 8, width, 16);
  ctx.fillStyle = ink;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x + 4, y + 0.5);
}
