import type { ReactNode } from 'react';
import { money, percent } from '@/format/number';
import { dateTime } from '@/format/time';
import { useNow } from '@/state/now';
import { type Preferences, setPreferences, usePreferences } from '@/state/preferences';
import { Delta } from '@/ui/Delta';
import { Panel } from '@/ui/Panel';
import { Segmented } from '@/ui/Segmented';
import styles from './Settings.module.css';

const zones: string[] = ['utc', 'local', ...Intl.supportedValuesOf('timeZone')];
const locales = [
  '',
  'en-US',
  'en-GB',
  'de-DE',
  'fr-FR',
  'es-ES',
  'pt-BR',
  'ru-RU',
  'ja-JP',
  'zh-CN',
  'ko-KR',
  'hi-IN',
  'de-CH',
];

export function Row({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <dt>
        {name}
        {note !== undefined && <small>{note}</small>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How it looks: applied at once, kept on the server for every browser of this person. */
export function AppearancePart() {
  const value = usePreferences(state => state.value);
  const set =
    <K extends keyof Preferences>(name: K) =>
    (chosen: Preferences[K]) =>
      setPreferences({ [name]: chosen });
  return (
    <>
      <Panel title="Appearance">
        <dl className={styles.rows}>
          <Row name="Theme">
            <Segmented
              label="Theme"
              value={value.theme}
              options={[
                { value: 'system', label: 'As the system' },
                { value: 'dark', label: 'Dark' },
                { value: 'light', label: 'Light' },
              ]}
              onChange={set('theme')}
            />
          </Row>
          <Row name="Up and down" note="Sign and arrow always stand beside the colour">
            <Segmented
              label="Colours of up and down"
              value={value.updown}
              options={[
                { value: 'blue-orange', label: 'Blue / orange' },
                { value: 'green-red', label: 'Green / red' },
                { value: 'red-up', label: 'Red / green' },
              ]}
              onChange={set('updown')}
            />
          </Row>
          <Row name="Density of tables">
            <Segmented
              label="Density"
              value={value.density}
              options={[
                { value: 'compact', label: 'Compact' },
                { value: 'comfortable', label: 'Comfortable' },
              ]}
              onChange={set('density')}
            />
          </Row>
          <Row name="Single-letter shortcuts" note="They never act while typing">
            <Segmented
              label="Single-letter shortcuts"
              value={value.letterKeys ? 'on' : 'off'}
              options={[
                { value: 'on', label: 'On' },
                { value: 'off', label: 'Off' },
              ]}
              onChange={chosen => setPreferences({ letterKeys: chosen === 'on' })}
            />
          </Row>
        </dl>
      </Panel>
      <Panel title="Numbers and time">
        <dl className={styles.rows}>
          <Row name="Numbers written as in">
            <select
              className={styles.select}
              aria-label="Locale"
              value={value.locale}
              onChange={event => set('locale')(event.target.value)}
            >
              {locales.map(locale => (
                <option key={locale} value={locale}>
                  {locale === '' ? 'the browser’s language' : locale}
                </option>
              ))}
            </select>
          </Row>
          <Row name="Time zone">
            <select
              className={styles.select}
              aria-label="Time zone"
              value={value.zone}
              onChange={event => set('zone')(event.target.value)}
            >
              {zones.map(zone => (
                <option key={zone} value={zone}>
                  {zone === 'utc' ? 'UTC' : zone === 'local' ? 'this computer’s' : zone}
                </option>
              ))}
            </select>
          </Row>
          <Row name="So it looks">
            <Sample key={`${value.locale}/${value.zone}`} />
          </Row>
        </dl>
      </Panel>
    </>
  );
}

function Sample() {
  const now = useNow();
  return (
    <span className={styles.sample}>
      <span>{money('104211.38')} USDT</span>
      <Delta value="412.07" />
      <Delta value="-38.02" />
      <span>{percent(0.0123, { signed: true })}</span>
      <span>{dateTime(now)}</span>
    </span>
  );
}
