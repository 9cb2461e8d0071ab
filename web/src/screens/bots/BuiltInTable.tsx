import { useNavigate, useSearch } from '@tanstack/react-router';
import { FlaskConical, Rocket } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { useFleet } from '@/api/fleet';
import { type Strategy, useStrategies } from '@/api/research';
import { count } from '@/format/number';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Empty } from '@/ui/states';
import { type Column, DataTable, useTableSearch } from '@/ui/table';
import { ScrollBox } from '@/ui/ScrollBox';
import styles from './Bots.module.css';

const NewRunDialog = lazy(() =>
  import('@/screens/lab/NewRunDialog').then(module => ({ default: module.NewRunDialog })),
);

const columns: Column<Strategy>[] = [
  { id: 'name', header: 'Strategy', width: 160, value: row => row.name, card: 'title' },
  { id: 'summary', header: 'What it does', width: 440, value: row => row.summary, card: 'line' },
  {
    id: 'parameters',
    header: 'Parameters',
    width: 256,
    value: row => row.parameters.map(it => `${it.name} ${it.default ?? ''}`.trim()).join(', '),
  },
  {
    id: 'number',
    header: 'How many',
    numeric: true,
    width: 88,
    value: row => row.parameters.length,
    cell: row => count(row.parameters.length),
    card: 'value',
  },
];

/** The built-in strategies, each with its parameters, a backtest and a deployment one press away. */
export function BuiltInTable() {
  const query = useStrategies();
  const navigate = useNavigate();
  const [request, change] = useTableSearch('name');
  const search: { strategy?: string } = useSearch({ strict: false });
  const [testing, setTesting] = useState<string | null>(null);
  const open = query.data?.find(it => it.name === search.strategy);
  const show = (strategy?: string) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, strategy }), replace: true });
  const deploy = (strategy: string) => void navigate({ to: '/deployments', search: { new: strategy } as never });
  return (
    <>
      <DataTable
        id="strategies"
        title="Built-in strategies"
        columns={columns}
        rows={query.data}
        rowKey={row => row.name}
        error={query.error}
        onRetry={() => void query.refetch()}
        request={request}
        onRequest={change}
        onOpen={row => show(row.name)}
        rowActions={row => (
          <>
            <Button kind="quiet" needs="developer" onClick={() => setTesting(row.name)}>
              Backtest
            </Button>
            <Button kind="quiet" needs="trader" onClick={() => deploy(row.name)}>
              Deploy
            </Button>
          </>
        )}
        actionsWidth={168}
        empty={<Empty>This server knows no strategy.</Empty>}
      />
      {open !== undefined && (
        <StrategyDialog
          strategy={open}
          onClose={() => show()}
          onTest={() => {
            show();
            setTesting(open.name);
          }}
          onDeploy={() => deploy(open.name)}
        />
      )}
      {testing !== null && (
        <Suspense fallback={null}>
          <NewRunDialog kind="backtest" strategy={testing} onClose={() => setTesting(null)} />
        </Suspense>
      )}
    </>
  );
}

interface Props {
  strategy: Strategy;
  onClose: () => void;
  onTest: () => void;
  onDeploy: () => void;
}

function StrategyDialog({ strategy, onClose, onTest, onDeploy }: Props) {
  const deployed = useFleet().data?.deployments.filter(it => it.strategy === strategy.name) ?? [];
  return (
    <Dialog title={strategy.name} onClose={onClose} wide>
      <p>{strategy.summary}</p>
      <p className={styles.dim}>
        {deployed.length === 0
          ? 'Nothing trades by it now.'
          : `Trades now as ${deployed.map(it => it.name).join(', ')}.`}
      </p>
      {strategy.parameters.length > 0 && (
        <ScrollBox label="Parameters">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Parameter</th>
                <th scope="col">Default</th>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col">Meaning</th>
              </tr>
            </thead>
            <tbody>
              {strategy.parameters.map(it => (
                <tr key={it.name}>
                  <th scope="row">{it.name}</th>
                  <td>{it.default ?? '—'}</td>
                  <td>{it.min ?? '—'}</td>
                  <td>{it.max ?? '—'}</td>
                  <td className={styles.text}>
                    {it.help}
                    {it.choices.length > 0 && ` (${it.choices.join(', ')})`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <div className={styles.buttons}>
        <Button needs="developer" icon={<FlaskConical size={14} aria-hidden="true" />} onClick={onTest}>
          Backtest
        </Button>
        <Button kind="primary" needs="trader" icon={<Rocket size={14} aria-hidden="true" />} onClick={onDeploy}>
          Deploy
        </Button>
      </div>
    </Dialog>
  );
}
