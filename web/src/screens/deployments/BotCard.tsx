import type { DeploymentRow } from '@/api/fleet';
import { type Position, usePositions } from '@/api/trading';
import { money, percent, price, quantity } from '@/format/number';
import { dateTime } from '@/format/time';
import { MarginPrice } from '@/screens/positions/MarginPrice';
import { askClose } from '@/screens/positions/PositionsScreen';
import { useProtect } from '@/screens/positions/useProtect';
import { Age } from '@/ui/Age';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Delta } from '@/ui/Delta';
import { Flash } from '@/ui/Flash';
import { Panel } from '@/ui/Panel';
import { Empty } from '@/ui/states';
import styles from './LiveBot.module.css';

interface Props {
  row: DeploymentRow;
  /** Whether it trades perpetual contracts. */
  isPerpetual: boolean;
  staleSince: number | null;
}

/** What the deployment is worth and holds now. */
export function BotCard({ row, isPerpetual, staleSince }: Props) {
  const held = row.positions ?? [];
  return (
    <div className={styles.side}>
      <Panel title="Position" note={held.length === 0 ? 'flat' : held.length} staleSince={staleSince} flush>
        {held.length === 0 ? (
          <Empty>It holds nothing now.</Empty>
        ) : (
          held.map(position => <Held key={position.instrument} position={position} isPerpetual={isPerpetual} />)
        )}
      </Panel>
      <Panel title="Result" staleSince={staleSince} flush>
        <dl className={styles.facts}>
          <dt>Equity</dt>
          <dd>
            <Flash value={row.equity ?? null}>{money(row.equity)}</Flash> {row.currency}
          </dd>
          <dt>Today</dt>
          <dd>
            <Delta value={row.todayPnl} />
          </dd>
          <dt>Total</dt>
          <dd>
            <Delta value={row.totalPnl} /> (<Delta share={row.totalReturn} arrow={false} />)
          </dd>
          <dt>Max drawdown</dt>
          <dd>{percent(row.maxDrawdown)}</dd>
          <dt>Trades, won</dt>
          <dd>
            {row.trades ?? '—'}, {percent(row.winRate)}
          </dd>
          <dt>Free</dt>
          <dd>{money(row.free)}</dd>
          <dt>Open orders</dt>
          <dd>{row.openOrders ?? '—'}</dd>
          <dt>Last order</dt>
          <dd>
            <Age at={row.lastOrder} suffix=" ago" />
          </dd>
          <dt>Guard</dt>
          <dd>{row.guard === null ? <Badge tone="ok">ok</Badge> : <Badge tone="warn">{row.guard}</Badge>}</dd>
          {row.nextFire !== null && row.nextFire !== undefined && (
            <>
              <dt>Next run</dt>
              <dd>{dateTime(row.nextFire)}</dd>
            </>
          )}
          {row.sleepsUntil != null && (
            <>
              <dt>Sleeps until</dt>
              <dd title="Its process is started again ahead of its next candle">{dateTime(row.sleepsUntil)}</dd>
            </>
          )}
        </dl>
      </Panel>
    </div>
  );
}

function Held({ position, isPerpetual }: { position: Position; isPerpetual: boolean }) {
  const { protect, dialog } = useProtect();
  return (
    <div className={styles.held}>
      <div className={styles.heldHead}>
        <span>
          {position.side === 'long' ? 'Long' : 'Short'} {quantity(position.quantity)} {position.instrument}
        </span>
        <Button kind="quiet" needs="trader" onClick={() => askClose(position)}>
          Close
        </Button>
      </div>
      <dl className={styles.facts}>
        <dt>Unrealised</dt>
        <dd>
          <Delta value={position.unrealised} /> (<Delta share={position.unrealisedRatio} arrow={false} />)
        </dd>
        <dt>Entry</dt>
        <dd>{price(position.entry)}</dd>
        <dt>Mark</dt>
        <dd>
          <Flash value={position.mark}>{price(position.mark)}</Flash>
        </dd>
        {isPerpetual && <Liquidation position={position} />}
        <dt>Stop</dt>
        <dd>
          {price(position.stop)}
          {position.stopRuled === true && ', by its rule'}{' '}
          <Button kind="quiet" needs="trader" onClick={() => protect(position)}>
            {position.stop === null ? 'Set stop' : 'Move stop'}
          </Button>
        </dd>
        <dt>Take-profit</dt>
        <dd>
          {price(position.target)}{' '}
          <Button kind="quiet" needs="trader" onClick={() => protect(position)}>
            {position.target === null ? 'Set take-profit' : 'Move take-profit'}
          </Button>
        </dd>
        <dt>Notional</dt>
        <dd>{money(position.notional)}</dd>
        <dt>Age</dt>
        <dd>
          <Age at={position.since} />
        </dd>
      </dl>
      {dialog}
    </div>
  );
}

/** Where the position is liquidated, and how far the mark is from there. */
function Liquidation({ position }: { position: Position }) {
  const { data } = usePositions();
  const row = data?.find(it => it.deployment === position.deployment && it.instrument === position.instrument);
  const distance = row?.margin?.distance ?? null;
  return (
    <>
      <dt>Liquidation</dt>
      <dd>
        {row === undefined ? '—' : <MarginPrice row={row} value={row.margin?.liquidation} />}
        {distance !== null && (
          <>
            {' '}
            (<Delta share={distance} arrow={false} />)
          </>
        )}
      </dd>
    </>
  );
}
