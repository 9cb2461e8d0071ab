// Log lines and plot points on their way to the engine, within limits.

import type { LogLevel } from '../host.ts';
import { answer } from './pipe.ts';

const LEVELS: readonly LogLevel[] = ['info', 'warn', 'error'];
const MOST_LINES = 100;
const MOST_CHARACTERS = 2_000;
const MOST_POINTS = 100;
const MOST_NAME = 80;
const FULL = 20_000;

interface Item {
  readonly time: number;
  readonly text: string;
  readonly level: number;
  readonly value: number;
  readonly panel: string;
  readonly isLine: boolean;
}

const IS_POINT = 3;
let items: Item[] = [];
let lines = 0;
let points = 0;
let first = 0;

/** A callback begins: what it says counts by itself. */
export function beginCallback(): void {
  lines = 0;
  points = 0;
  first = items.length;
}

/** Whether it is time to hand over what there is. */
export const isFull = (): boolean => items.length >= FULL;

export function log(level: LogLevel, text: string, time: number): void {
  if (++lines > MOST_LINES) {
    if (lines === MOST_LINES + 1)
      items.push({
        time,
        text: `more than ${MOST_LINES} lines in one callback: the rest is left out`,
        level: 1,
        value: 0,
        panel: '',
        isLine: false,
      });
    return;
  }
  const shown =
    text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}… (${text.length} characters)`;
  items.push({ time, text: shown, level: Math.max(0, LEVELS.indexOf(level)), value: 0, panel: '', isLine: false });
}

export function plot(name: string, value: number, panel: string, arePoints: boolean, time: number): void {
  if (!Number.isFinite(value) || ++points > MOST_POINTS) return;
  items.push({
    time,
    text: String(name).slice(0, MOST_NAME),
    level: IS_POINT,
    value,
    panel: String(panel).slice(0, MOST_NAME),
    isLine: !arePoints,
  });
}

/** The callback failed: its plots never were; what it said remains. */
export function dropPlots(): void {
  if (points > 0) items = items.filter((item, i) => i < first || item.level !== IS_POINT);
}

/** Writes everything and forgets it. */
export function writeOutput(): void {
  answer.u32(items.length);
  for (const item of items) {
    answer.u8(item.level);
    answer.f64(item.time);
    answer.text(item.text);
    if (item.level !== IS_POINT) continue;
    answer.f64(item.value);
    answer.text(item.panel);
    answer.u8(item.isLine ? 0 : 1);
  }
  if (items.length > 0) items = [];
}
