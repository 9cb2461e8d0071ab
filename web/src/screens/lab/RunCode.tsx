import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { get } from '@/api/client';
import type { RunInFull } from '@/api/lab';
import { CopyButton } from '@/ui/CopyButton';
import { Panel } from '@/ui/Panel';
import { QueryPanel } from '@/ui/QueryPanel';
import { ScrollBox } from '@/ui/ScrollBox';
import { Empty } from '@/ui/states';
import styles from './Lab.module.css';

/** The text the run was made with, as it was then. */
export function RunCode({ id, detail }: { id: string; detail: RunInFull }) {
  if (detail.run.bot === null) {
    return (
      <Panel title="Code">
        <Empty>
          {detail.run.strategy} is built in: its rules and parameters stand under Assumptions, its version is Argosy’s.
        </Empty>
      </Panel>
    );
  }
  return <Text id={id} bot={detail.run.bot} number={/^(\d+)@/.exec(String(detail.request.bot ?? ''))?.[1]} />;
}

function Text({ id, bot, number }: { id: string; bot: { name: string; version: string }; number: string | undefined }) {
  const query = useQuery({
    queryKey: ['runs', id, 'source'],
    queryFn: ({ signal }) => get('runSource', `/api/runs/${id}/source`, { signal }),
    staleTime: Infinity,
  });
  const lines = query.data?.text.replace(/\n$/, '').split('\n') ?? [];
  return (
    <QueryPanel
      title={`${bot.name} ${bot.version}`}
      note={query.data === undefined ? undefined : `${lines.length} lines`}
      query={query}
      what="The code"
      flush
      actions={
        <>
          {query.data !== undefined && <CopyButton text={query.data.text} />}
          {number !== undefined && (
            <Link to="/bots/$id/edit" params={{ id: number }}>
              Open the bot
            </Link>
          )}
        </>
      }
    >
      {() => (
        <ScrollBox label={`Code of ${bot.name} ${bot.version}`}>
          <pre className={styles.code}>
            {lines.map((line, at) => (
              // eslint-disable-next-line react/no-array-index-key -- lines have nothing but their number
              <code key={at}>{`${line}\n`}</code>
            ))}
          </pre>
        </ScrollBox>
      )}
    </QueryPanel>
  );
}
