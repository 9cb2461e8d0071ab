import { type ReactNode, useMemo, useState } from 'react';
import type { Position } from '@/api/trading';
import type { PriceLevel } from '@/charts/CandleChart';
import { priceOf } from '@/screens/positions/protection';
import { useProtect } from '@/screens/positions/useProtect';
import { mayAct, useRole } from '@/state/session';

/** Entry, stop and target of what is held as levels on its chart, with the dialog that asks when one was dragged. */
export function useBotLevels(position: Position | undefined): { levels: PriceLevel[]; dialog: ReactNode } {
  const { protect, dialog } = useProtect();
  const may = mayAct(useRole(), 'trader');
  // What is dragged stands where the hand has it until the dialog has asked; then where the server says it is.
  const [dragged, setDragged] = useState<{ id: string; price: number } | null>(null);
  const levels = useMemo<PriceLevel[]>(() => {
    const found: PriceLevel[] = [];
    const add = (
      name: string,
      tone: PriceLevel['tone'],
      value: string | null | undefined,
      what?: 'stop' | 'target',
    ) => {
      if (value === null || value === undefined) return;
      const level: PriceLevel = {
        id: name,
        price: dragged?.id === name ? dragged.price : Number(value),
        title: name,
        tone,
      };
      if (what !== undefined && may && position !== undefined) {
        level.onDrag = to => setDragged({ id: name, price: to });
        level.onMove = to => {
          setDragged(null);
          protect(position, { [what]: priceOf(to, position) });
        };
      }
      found.push(level);
    };
    add('entry', 'entry', position?.entry);
    add('stop', 'stop', position?.stop, position?.stopRuled === true ? undefined : 'stop');
    add('take-profit', 'target', position?.target, 'target');
    return found;
  }, [position, dragged, may, protect]);
  return { levels, dialog };
}
