import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Pause, Play, Square, Trash2 } from 'lucide-react';
import { write } from '@/api/client';
import { type Study, figure, studiesKey, useStudy } from '@/api/lab';
import { queryClient } from '@/app/queryClient';
import { count, percent, ratio } from '@/format/number';
import { Button } from '@/ui/Button';
import { Delta } from '@/ui/Delta';
import { JobProgress } from '@/ui/JobProgress';
import { Kpi, KpiStrip } from '@/ui/Kpi';
import { Panel } from '@/ui/Panel';
import { Screen } from '@/ui/Screen';
import { confirm } from '@/ui/confirm';
import { Empty, ErrorState, Skeleton } from '@/ui/states';
import { toast } from '@/ui/toast';
import { HeatPanel } from './HeatPanel';
import styles from './Optimise.module.css';
import { TrialTable } from './TrialTable';
import { parametersText } from './trialText';

const act = async (job: number, what: 'pause' | 'resume' | 'cancel') => {
  try {
    await write('job', 'POST', `/api/jobs/${job}/${what}`);
    await queryClient.invalidateQueries({ queryKey: studiesKey });
  } catch (error) {
    toast.error(`Job ${job}: ${what} was refused`, error);
  }
};

/** One search: its best, how robust that is, and every trial. */
export function OptimisationScreen() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const query = useStudy(id);
  const study = query.data;
  if (study === undefined) {
    return (
      <Screen title={`Study ${id}`}>
        {query.isError ? (
          <ErrorState what={`Study ${id}`} error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton rows={10} />
        )}
      </Screen>
    );
  }
  const job = study.job;
  const runs = job?.state === 'running' || job?.state === 'queued';
  return (
    <Screen
      title={`Study ${id}`}
      heading={
        <>
          <Link to="/optimise">Optimise</Link> / {study.kind} {id}
          <span className={styles.dim}>{study.strategy}</span>
        </>
      }
      actions={
        <>
          {job !== null && runs && study.kind === 'optimise' && (
            <Button
              needs="developer"
              icon={<Pause size={14} aria-hidden="true" />}
              onClick={() => void act(job.id, 'pause')}
            >
              Pause
            </Button>
          )}
          {job !== null && job.state === 'paused' && (
            <Button
              needs="developer"
              icon={<Play size={14} aria-hidden="true" />}
              onClick={() => void act(job.id, 'resume')}
            >
              Resume
            </Button>
          )}
          {job !== null && (runs || job.state === 'paused') && (
            <Button
              needs="developer"
              kind="danger"
              icon={<Square size={14} aria-hidden="true" />}
              onClick={() => void act(job.id, 'cancel')}
            >
              Stop
            </Button>
          )}
          {!runs && (
            <Button
              needs="developer"
              kind="danger"
              square
              aria-label="Delete"
              icon={<Trash2 size={14} aria-hidden="true" />}
              onClick={() =>
                confirm({
                  title: `Delete study ${id}`,
                  effects: [`Study ${id} is deleted with all its trials.`, 'Runs made from it stay.'],
                  confirmLabel: 'Delete',
                  danger: true,
                  action: async key => {
                    await write('none', 'DELETE', `/api/optimisations/${id}`, undefined, { key });
                    await queryClient.invalidateQueries({ queryKey: studiesKey });
                    void navigate({ to: '/optimise' });
                  },
                })
              }
            />
          )}
        </>
      }
    >
      {job !== null && job.state !== 'done' && (
        <Panel title="Progress">
          <JobProgress job={job} label={`${study.kind} ${id}`} />
        </Panel>
      )}
      {study.kind === 'optimise' ? <Search id={id} study={study} /> : <Summary study={study} />}
    </Screen>
  );
}

function Search({ id, study }: { id: string; study: Study }) {
  const best = study.best;
  const of = (name: string) => figure(best?.metrics ?? {}, name);
  return (
    <>
      <KpiStrip label="Best trial">
        <Kpi
          label={study.objective?.map(it => it.name).join(', ') ?? 'Objective'}
          large
          sub={best === null ? undefined : `trial ${best.id}`}
        >
          {ratio(best?.objectives?.[0] ?? null)}
        </Kpi>
        <Kpi label="Parameters">{best === null ? '—' : parametersText(best.parameters)}</Kpi>
        <Kpi label="Total return">
          <Delta share={of('totalReturn')} />
        </Kpi>
        <Kpi label="Max drawdown">{percent(of('maxDrawdown'))}</Kpi>
        <Kpi label="Trades">{count(of('trades'))}</Kpi>
        <Kpi label="Plateau" sub="of its neighbours">
          {percent(study.plateau)}
        </Kpi>
        <Kpi label="Deflated Sharpe" sub="likely no luck">
          {percent(study.deflatedSharpe)}
        </Kpi>
        <Kpi label="Trials">
          {count(study.trialsDone)} / {count(study.trialsTotal)}
        </Kpi>
      </KpiStrip>
      <div className={styles.split}>
        <HeatPanel id={id} study={study} />
        <Panel title="Importance" note="share of the objective each parameter explains by itself">
          {study.importance === null || study.importance.length === 0 ? (
            <Empty>Known once some trials have ended.</Empty>
          ) : (
            <ul className={styles.bars}>
              {[...study.importance]
                .sort((a, b) => (b.share ?? -1) - (a.share ?? -1))
                .map(it => (
                  <li key={it.name}>
                    <span>{it.name}</span>
                    <meter min={0} max={1} value={it.share ?? 0} aria-label={it.name} />
                    <span className={styles.share}>{percent(it.share)}</span>
                  </li>
                ))}
            </ul>
          )}
        </Panel>
      </div>
      <TrialTable id={id} study={study} />
    </>
  );
}

/** Walk-forwards, validations and trainings: the small members of their result as they are. */
function Summary({ study }: { study: Study }) {
  return (
    <Panel title="Result" flush>
      {Object.keys(study.summary).length === 0 ? (
        <Empty>The result appears here when it has ended.</Empty>
      ) : (
        <dl className={styles.facts}>
          {Object.entries(study.summary).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}
