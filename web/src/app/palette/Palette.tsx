import { Command } from 'cmdk';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { languageName, useBots } from '@/api/bots';
import { newKey, write } from '@/api/client';
import { looksLikeCommand, markError, useCommandPreview, useGrammar } from '@/api/commands';
import { useFleet } from '@/api/fleet';
import { setPreferences } from '@/state/preferences';
import { Dialog } from '@/ui/Dialog';
import { Kbd } from '@/ui/Kbd';
import { ModeBadge } from '@/ui/Badge';
import { toast } from '@/ui/toast';
import { places } from '../nav';
import { openOverlay } from '../shell/Overlays';
import styles from './Palette.module.css';
import { describe } from './describe';

/** Screens, deployments, bots and commands by typing. A command shows what it would do before Enter sends it. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const fleet = useFleet().data;
  const bots = useBots().data?.items ?? [];
  const key = useRef(newKey());
  const sent = useRef(false);
  const grammar = useGrammar().data;
  const isCommand = looksLikeCommand(text, grammar?.map(verb => verb.name) ?? []);
  const preview = useCommandPreview(isCommand ? text : '');

  const go = (to: string) => {
    onClose();
    void navigate({ to });
  };
  const send = async () => {
    if (sent.current || preview?.error || preview === undefined) return;
    sent.current = true;
    try {
      const answer = await write('commandAnswer', 'POST', '/api/commands', { text }, { key: key.current });
      toast.ok(`Command ${answer.state}`, answer.answer ?? text);
      onClose();
    } catch (error) {
      toast.error('The command was refused', error);
      key.current = newKey();
      sent.current = false;
    }
  };
  return (
    <Dialog title="Command palette" onClose={onClose}>
      <Command label="Command palette" className={styles.palette} shouldFilter={!isCommand} loop>
        <Command.Input
          className={styles.input}
          placeholder="A screen, a deployment, a bot, or a command such as: buy btc 80 -tsl 2.8"
          value={text}
          onValueChange={setText}
          data-autofocus
        />
        {isCommand && <Preview text={text} preview={preview} />}
        <Command.List className={styles.list}>
          <Command.Empty className={styles.empty}>Nothing here has that name.</Command.Empty>
          {isCommand && (
            <Command.Item
              className={styles.item}
              disabled={!preview || Boolean(preview.error)}
              onSelect={() => void send()}
            >
              Run <code>{text}</code>
              <Kbd keys="Enter" />
            </Command.Item>
          )}
          {!isCommand && (
            <>
              <Command.Group heading="Screens" className={styles.group}>
                {places.map(place => (
                  <Command.Item
                    key={place.to}
                    className={styles.item}
                    value={`screen ${place.label}`}
                    onSelect={() => go(place.to)}
                  >
                    <place.icon size={15} aria-hidden="true" />
                    {place.label}
                    {place.letter !== undefined && <Kbd keys={`g ${place.letter}`} />}
                  </Command.Item>
                ))}
              </Command.Group>
              {fleet !== undefined && fleet.deployments.length > 0 && (
                <Command.Group heading="Deployments" className={styles.group}>
                  {fleet.deployments.map(row => (
                    <Command.Item
                      key={row.id}
                      className={styles.item}
                      value={`deployment ${row.name} ${row.instruments.join(' ')} ${row.id}`}
                      onSelect={() => go(`/deployments/${row.id}`)}
                    >
                      {row.name}
                      <span className={styles.dim}>{row.instruments.join(', ')}</span>
                      <ModeBadge mode={row.mode} />
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              {bots.length > 0 && (
                <Command.Group heading="Bots" className={styles.group}>
                  {bots.map(bot => (
                    <Command.Item
                      key={bot.id}
                      className={styles.item}
                      value={`bot ${bot.name} ${bot.tags.join(' ')} ${bot.id}`}
                      onSelect={() => go(`/bots/${bot.id}/edit`)}
                    >
                      {bot.name}
                      <span className={styles.dim}>{languageName(bot.language)}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              <Command.Group heading="Appearance" className={styles.group}>
                {(['dark', 'light', 'system'] as const).map(theme => (
                  <Command.Item
                    key={theme}
                    className={styles.item}
                    value={`theme ${theme}`}
                    onSelect={() => {
                      setPreferences({ theme });
                      onClose();
                    }}
                  >
                    Theme: {theme}
                  </Command.Item>
                ))}
                <Command.Item
                  className={styles.item}
                  value="keyboard shortcuts"
                  onSelect={() => {
                    onClose();
                    openOverlay('shortcuts');
                  }}
                >
                  All shortcuts
                  <Kbd keys="?" />
                </Command.Item>
              </Command.Group>
            </>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}

/** What the command would do, or what is wrong with it and where. */
export function Preview({ text, preview }: { text: string; preview: ReturnType<typeof useCommandPreview> }) {
  if (preview === undefined) return <p className={styles.preview}>Reading the command…</p>;
  if (preview.error) {
    const mark = markError(text, preview.error.position - 1, preview.error.length);
    return (
      <div className={styles.preview} role="status">
        <code>
          {mark.before}
          <mark className={styles.wrong}>{mark.wrong}</mark>
          {mark.after}
        </code>
        <p className={styles.fault}>{preview.error.message}</p>
        {preview.error.suggestion && <p>Perhaps: {preview.error.suggestion}</p>}
      </div>
    );
  }
  if (preview.meaning) {
    return (
      <p className={styles.preview} role="status">
        {preview.meaning}
      </p>
    );
  }
  return (
    <dl className={styles.parsed} role="status">
      {describe(preview.meaning ?? preview.parsed).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
