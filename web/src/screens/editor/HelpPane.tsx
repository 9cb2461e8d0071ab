import { memo, useDeferredValue, useState } from 'react';
import { useApiHelp } from '@/api/bots';
import { QueryPanel } from '@/ui/QueryPanel';
import { Empty } from '@/ui/states';
import styles from './Editor.module.css';
import { searchHelp } from './help';

/** What a bot may call, searchable; generated from the same source as the API. */
export const HelpPane = memo(function HelpPane({ language }: { language: string }) {
  const query = useApiHelp(language);
  const [text, setText] = useState('');
  const sought = useDeferredValue(text);
  return (
    <QueryPanel title="API" query={query} what="The API help" flush className={styles.pane}>
      {help => {
        const sections = searchHelp(help.sections, sought);
        return (
          <>
            <input
              type="search"
              className={styles.search}
              aria-label="Search the API"
              placeholder="Search: placeOrder, average, plot…"
              value={text}
              onChange={event => setText(event.target.value)}
            />
            {sections.length === 0 && <Empty>Nothing of the API says “{sought}”.</Empty>}
            {sections.map(section => (
              <section key={section.name} className={styles.help}>
                <h3>{section.title}</h3>
                {section.summary != null && section.summary !== '' && (
                  <p>
                    <Words text={section.summary} />
                  </p>
                )}
                {section.members.map(member => (
                  <details key={member.name + member.signature} open={sought !== '' && sections.length < 3}>
                    <summary>
                      <code>{member.name}</code>{' '}
                      <span>
                        <Words text={member.summary} />
                      </span>
                    </summary>
                    <pre>{member.signature}</pre>
                    {member.parameters != null && member.parameters.length > 0 && (
                      <dl>
                        {member.parameters.map(it => (
                          <div key={it.name}>
                            <dt>{it.name}</dt>
                            <dd>
                              <Words text={it.text} />
                            </dd>
                          </div>
                        ))}
                      </dl>
                    )}
                    {member.returns != null && member.returns !== '' && (
                      <p>
                        Gives <Words text={member.returns} />
                      </p>
                    )}
                    {member.example != null && member.example !== '' && <pre>{member.example}</pre>}
                  </details>
                ))}
              </section>
            ))}
          </>
        );
      }}
    </QueryPanel>
  );
});

/** Text in which names of code stand between backticks. */
function Words({ text }: { text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}
