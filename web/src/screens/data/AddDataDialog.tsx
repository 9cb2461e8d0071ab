import { useState } from 'react';
import { z } from '@/zod';
import { write } from '@/api/client';
import { startJob } from '@/api/jobs';
import { queryClient } from '@/app/queryClient';
import { dayToMs } from '@/screens/lab/request';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Form, SelectField, TextField, useZodForm } from '@/ui/form';
import { Segmented } from '@/ui/Segmented';
import { toast } from '@/ui/toast';
import styles from './Data.module.css';

const ways = [
  { value: 'fetch', label: 'Download' },
  { value: 'file', label: 'From a file' },
  { value: 'synth', label: 'Made up' },
] as const;
type Way = (typeof ways)[number]['value'];

const timeframes = ['1m', '5m', '15m', '30m', '1h', '4h', '1d'].map(value => ({ value, label: value }));
const venues = [
  { value: 'binance', label: 'Binance spot' },
  { value: 'binance-usdm', label: 'Binance USD-M futures' },
];

/** More candles: downloaded from an exchange, read from a file, or made up. */
export function AddDataDialog({ onClose }: { onClose: () => void }) {
  const [way, setWay] = useState<Way>('fetch');
  return (
    <Dialog title="Add candles" onClose={onClose} wide>
      <div className={styles.wide}>
        <Segmented<Way> label="Where they come from" value={way} options={ways} onChange={setWay} />
        {way === 'fetch' && <FetchForm onClose={onClose} />}
        {way === 'file' && <FileForm onClose={onClose} />}
        {way === 'synth' && <SynthForm onClose={onClose} />}
      </div>
    </Dialog>
  );
}

const queued = async (what: string, onClose: () => void) => {
  toast.ok('Queued', what);
  await queryClient.invalidateQueries({ queryKey: ['jobs'] });
  onClose();
};

const fetched = z.object({
  venue: z.string(),
  instrument: z.string().regex(/^\w+\/\w+$/, 'Such as BTC/USDT'),
  timeframe: z.string(),
  from: z.string().min(1, 'The first day'),
  to: z.string(),
});

function FetchForm({ onClose }: { onClose: () => void }) {
  const form = useZodForm(fetched, {
    venue: 'binance',
    instrument: 'BTC/USDT',
    timeframe: '1h',
    from: '2023-01-01',
    to: '',
  });
  return (
    <Form
      form={form}
      label="Download"
      onSubmit={async (values, key) => {
        const name = `${values.venue}-${values.instrument.replace('/', '').toLowerCase()}-${values.timeframe}`;
        const { venue, instrument, timeframe } = values;
        const request = { venue, instrument, timeframe, from: dayToMs(values.from), to: dayToMs(values.to), name };
        await startJob('fetch', request, key);
        await queued(`download of ${name}; it goes on where it stopped`, onClose);
      }}
    >
      <div className={styles.form}>
        <SelectField name="venue" label="Venue" choices={venues} />
        <TextField name="instrument" label="Instrument" />
        <SelectField name="timeframe" label="Timeframe" choices={timeframes} />
        <TextField name="from" label="From" type="date" />
        <TextField name="to" label="To" type="date" help="Empty: to now" />
      </div>
      <Buttons busy={form.formState.isSubmitting} label="Download" onClose={onClose} />
    </Form>
  );
}

const filed = z.object({
  instrument: z.string().regex(/^(\w+\/\w+)?$/, 'Such as BTC/USDT'),
  timeframe: z.string().regex(/^(\d+[smhdwM])?$/, 'Such as 15m'),
  columns: z.string(),
});

function FileForm({ onClose }: { onClose: () => void }) {
  const form = useZodForm(filed, { instrument: '', timeframe: '', columns: '' });
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState(false);
  return (
    <Form
      form={form}
      label="From a file"
      onSubmit={async (values, key) => {
        if (file === null) return setMissing(true);
        const query = { file: file.name, ...values };
        const answer = await write('imported', 'POST', '/api/data/import', file, { key, query });
        toast.ok('Imported', `${answer.series.bars} candles as ${answer.series.id}`);
        return onClose();
      }}
    >
      <label className={styles.wide}>
        <span>File: CSV, JSON lines, gzip or zip</span>
        <input
          type="file"
          aria-invalid={missing && file === null}
          onChange={event => setFile(event.target.files?.[0] ?? null)}
        />
        {missing && file === null && <span role="alert">Choose a file</span>}
      </label>
      <div className={styles.form}>
        <TextField name="instrument" label="Instrument" help="Empty: as the file or its name says" />
        <TextField name="timeframe" label="Timeframe" help="Empty: from the distance of its candles" />
        <TextField name="columns" label="Columns" help="For a CSV without a header: t,o,h,l,c,v" />
      </div>
      <Buttons busy={form.formState.isSubmitting} label="Import" onClose={onClose} />
    </Form>
  );
}

const made = z.object({
  name: z.string().regex(/^[\w.-]+$/, 'Letters, digits, dot, dash'),
  bars: z.string().regex(/^\d+$/, 'A whole number'),
  timeframe: z.string(),
  seed: z.string().regex(/^\d+$/, 'A whole number'),
});

function SynthForm({ onClose }: { onClose: () => void }) {
  const form = useZodForm(made, { name: 'made-up', bars: '50000', timeframe: '1h', seed: '1' });
  return (
    <Form
      form={form}
      label="Made up"
      onSubmit={async (values, key) => {
        const request = {
          name: values.name,
          bars: Number(values.bars),
          timeframe: values.timeframe,
          seed: Number(values.seed),
        };
        await startJob('synth', request, key);
        await queued(`candles of ${values.name}`, onClose);
      }}
    >
      <p className={styles.note}>A random walk, for trying things out: a result on it says nothing about a market.</p>
      <div className={styles.form}>
        <TextField name="name" label="Name" />
        <TextField name="bars" label="Candles" inputMode="numeric" />
        <SelectField name="timeframe" label="Timeframe" choices={timeframes} />
        <TextField name="seed" label="Seed" inputMode="numeric" help="The same seed gives the same candles" />
      </div>
      <Buttons busy={form.formState.isSubmitting} label="Make" onClose={onClose} />
    </Form>
  );
}

function Buttons({ busy, label, onClose }: { busy: boolean; label: string; onClose: () => void }) {
  return (
    <div className={styles.buttons}>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" kind="primary" busy={busy}>
        {label}
      </Button>
    </div>
  );
}
