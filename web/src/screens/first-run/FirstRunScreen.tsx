import { Link, Navigate } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type Strategy, useSeries } from '@/api/research';
import { mayAct, useRole, useSession } from '@/state/session';
import { ErrorState, Skeleton } from '@/ui/states';
import { cx } from '@/ui/cx';
import { Door } from '../login/Door';
import { BacktestStep } from './BacktestStep';
import { BotStep } from './BotStep';
import { DataStep } from './DataStep';
import styles from './FirstRun.module.css';
import { OwnerStep } from './OwnerStep';

/** From nothing to a first backtest: four steps on one page, no key of a venue needed. */
export function FirstRunScreen() {
  const session = useSession();
  const role = useRole();
  const user = session.data?.user ?? null;
  const series = useSeries(user !== null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [strategy, setStrategy] = useState<Strategy | null>(null);

  if (session.isError) {
    return (
      <Door title="First run">
        <ErrorState what="The server" error={session.error} onRetry={() => void session.refetch()} />
      </Door>
    );
  }
  if (session.data === undefined) {
    return (
      <Door title="First run">
        <Skeleton />
      </Door>
    );
  }
  if (!session.data.firstRun && user === null) return <Navigate to="/login" search={{ to: '/first-run' }} />;
  if (user !== null && !mayAct(role, 'developer')) return <Navigate to="/" />;

  const data = series.data?.find(it => it.id === chosen) ?? null;
  const at = user === null ? 1 : data === null ? 2 : strategy === null ? 3 : 4;
  return (
    <Door
      title="First run"
      lead="From nothing to a first backtest in a few minutes. No account at a venue is needed."
      wide
    >
      <ol className={styles.steps}>
        <Step number={1} at={at} title="The owner" done={user === null ? undefined : `${user.name} owns this server.`}>
          <OwnerStep needsCode={session.data.needsCode ?? false} />
        </Step>
        <Step
          number={2}
          at={at}
          title="Data for one instrument"
          done={
            data === null
              ? undefined
              : `${data.instrument ?? data.id} ${data.timeframe ?? ''}: ${data.bars.toLocaleString()} candles.`
          }
          onAgain={() => {
            setChosen(null);
            setStrategy(null);
          }}
        >
          <DataStep series={series} onDone={setChosen} />
        </Step>
        <Step number={3} at={at} title="A sample bot" done={strategy?.name} onAgain={() => setStrategy(null)}>
          <BotStep onDone={setStrategy} />
        </Step>
        <Step number={4} at={at} title="Its first backtest">
          {data !== null && strategy !== null && (
            <BacktestStep key={`${data.id}/${strategy.name}`} series={data} strategy={strategy} />
          )}
        </Step>
      </ol>
      {user !== null && (
        <p className={styles.later}>
          <Link to="/">Go to the fleet</Link>; what is left here can be done in Data, Bots and Lab.
        </p>
      )}
    </Door>
  );
}

interface StepProps {
  number: number;
  at: number;
  title: string;
  /** What the step came to, once it is behind. */
  done?: string;
  onAgain?: () => void;
  children: ReactNode;
}

function Step({ number, at, title, done, onAgain, children }: StepProps) {
  const state = number < at ? 'done' : number === at ? 'now' : 'later';
  return (
    <li className={cx(styles.step, styles[state])} aria-current={state === 'now' ? 'step' : undefined}>
      <span className={styles.number} aria-hidden="true">
        {state === 'done' ? <Check size={14} /> : number}
      </span>
      <div className={styles.content}>
        <h2 className={styles.title}>{title}</h2>
        {state === 'done' && (
          <p className={styles.result}>
            {done}
            {onAgain !== undefined && (
              <button type="button" className={styles.again} onClick={onAgain}>
                Choose again
              </button>
            )}
          </p>
        )}
        {state === 'now' && children}
      </div>
    </li>
  );
}
