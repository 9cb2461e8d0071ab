import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { z } from '@/zod';
import { write } from '@/api/client';
import { startJob, useJob } from '@/api/jobs';
import { type Series, seriesKey } from '@/api/research';
import { queryClient } from '@/app/queryClient';
import { count } from '@/format/number';
import { Button } from '@/ui/Button';
import { Form, SelectField, TextField, useZodForm } from '@/ui/form';
import { JobProgress } from '@/ui/JobProgress';
import { Segmented } from '@/ui/Segmented';
import { Skeleton } from '@/ui/states';
import { toast } from '@/ui/toast';
import styles from './FirstRun.module.css';

type Way = 'fetch' | 'file' | 'made' | 'have';

/** Candles of one instrument: downloaded, from a file, made up, or those already there. */
export function DataStep({ series, onDone }: { series: UseQueryResult<Series[]>; onDone: (id: string) => void }) {
  const has = (series.data?.length ?? 0) > 0;
  const [chosen, setWay] = useState<Way | null>(null);
  const way = chosen ?? (has ? 'have' : 'fetch');
  const [job, setJob] = useState<{ id: number; name: string } | null>(null);
  if (series.isPending) return <Skeleton rows={2} />;
  const finish = async (id: string) => {
    await queryClient.invalidateQueries({ queryKey: seriesKey });
    onDone(id);
  };
  return (
    <div className={styles.part}>
      <Segmented<Way>
        label="Where the candles come from"
        value={way}
        options={[
          ...(has ? [{ value: 'have' as const, label: 'Already here' }] : []),
          { value: 'fetch', label: 'Download from Binance' },
          { value: 'file', label: 'From a file' },
          { value: 'made', label: 'Made-up prices' },
        ]}
        onChange={value => {
          setJob(null);
          setWay(value);
        }}
      />
      {way === 'have' && <Existing series={series.data ?? []} onDone={onDone} />}
      {way === 'fetch' && <FetchForm onJob={setJob} />}
      {way === 'file' && <FileForm onDone={id => void finish(id)} />}
      {way === 'made' && <MadeUpForm onJob={setJob} />}
      {job !== null && <Follow key={job.id} job={job} onDone={id => void finish(id)} />}
    </div>
  );
}

function Existing({ series, onDone }: { series: Series[]; onDone: (id: string) => void }) {
  return (
    <ul className={styles.bots}>
      {series.slice(0, 12).map(it => (
        <li key={it.id}>
          <button type="button" className={styles.bot} onClick={() => onDone(it.id)}>
            <strong>
              {it.instrument ?? it.id} {it.timeframe}
            </strong>
            <span>{count(it.bars)} candles</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const timeframes = ['15m', '1h', '4h', '1d'].map(value => ({ value, label: value }));
const months = [
  { value: '3', label: '3 months' },
  { value: '12', label: 'a year' },
  { value: '36', label: '3 years' },
];
const fetched = z.object({
  instrument: z.string().regex(/^\w+\/\w+$/, 'Such as BTC/USDT'),
  timeframe: z.string(),
  months: z.string(),
});

type OnJob = (job: { id: number; name: string }) => void;

function FetchForm({ onJob }: { onJob: OnJob }) {
  const form = useZodForm(fetched, { instrument: 'BTC/USDT', timeframe: '1h', months: '12' });
  return (
    <Form
      form={form}
      label="Download"
      onSubmit={async (values, key) => {
        const name = `binance-${values.instrument.replace('/', '').toLowerCase()}-${values.timeframe}`;
        const from = Date.now() - Number(values.months) * 30 * 86_400_000;
        const { instrument, timeframe } = values;
        const job = await startJob('fetch', { venue: 'binance', instrument, timeframe, from, name }, key);
        onJob({ id: job.id, name });
      }}
    >
      <div className={styles.pair}>
        <TextField name="instrument" label="Instrument" />
        <SelectField name="timeframe" label="Timeframe" choices={timeframes} />
      </div>
      <SelectField name="months" label="How far back" choices={months} />
      <div>
        <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
          Download
        </Button>
      </div>
    </Form>
  );
}

const madeUp = z.object({ bars: z.string().regex(/^\d+$/, 'A whole number'), timeframe: z.string() });

function MadeUpForm({ onJob }: { onJob: OnJob }) {
  const form = useZodForm(madeUp, { bars: '20000', timeframe: '1h' });
  return (
    <>
      <p>A random walk, for trying things out without a connection: a result on it says nothing about a market.</p>
      <Form
        form={form}
        label="Made-up prices"
        onSubmit={async (values, key) => {
          const name = `made-up-${values.timeframe}-${values.bars}`;
          const job = await startJob(
            'synth',
            { bars: Number(values.bars), timeframe: values.timeframe, seed: 1, name },
            key,
          );
          onJob({ id: job.id, name });
        }}
      >
        <div className={styles.pair}>
          <TextField name="bars" label="Candles" inputMode="numeric" />
          <SelectField name="timeframe" label="Timeframe" choices={timeframes} />
        </div>
        <div>
          <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
            Make them
          </Button>
        </div>
      </Form>
    </>
  );
}

const described = z.object({ instrument: z.string().min(1, 'Such as BTC/USDT'), timeframe: z.string() });

function FileForm({ onDone }: { onDone: (id: string) => void }) {
  const form = useZodForm(described, { instrument: 'BTC/USDT', timeframe: '1h' });
  const [file, setFile] = useState<File | null>(null);
  return (
    <Form
      form={form}
      label="From a file"
      onSubmit={async (values, key) => {
        if (file === null) throw new Error('Choose a file first: CSV, JSON or zip');
        const answer = await write('imported', 'POST', '/api/data/import', file, {
          key,
          query: { ...values, file: file.name },
        });
        toast.ok('Imported', `${count(answer.series.bars)} candles`);
        onDone(answer.series.id);
      }}
    >
      <input
        type="file"
        aria-label="File of candles"
        accept=".csv,.json,.zip,.gz"
        onChange={event => setFile(event.target.files?.[0] ?? null)}
      />
      <div className={styles.pair}>
        <TextField name="instrument" label="Instrument" />
        <SelectField name="timeframe" label="Timeframe" choices={timeframes} />
      </div>
      <div>
        <Button type="submit" kind="primary" busy={form.formState.isSubmitting}>
          Import
        </Button>
      </div>
    </Form>
  );
}

/** A job that makes a series, up to its end. */
function Follow({ job, onDone }: { job: { id: number; name: string }; onDone: (id: string) => void }) {
  const query = useJob(job.id);
  const isDone = query.data?.state === 'done';
  useEffect(() => {
    if (isDone) onDone(job.name);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it is done
  }, [isDone]);
  return query.data === undefined ? null : (
    <div className={styles.wide}>
      <JobProgress job={query.data} label="Candles" />
    </div>
  );
}
