import { useCallback, useEffect, useMemo, useState } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type BotDetail, type Problem, botKey, botsKey, useTypings, useVersionText } from '@/api/bots';
import { get } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { CodeEditor } from '@/editor/CodeEditor';
import { registerCSharp } from '@/editor/csharp';
import { registerYaml } from '@/editor/yaml';
import type { monaco } from '@/editor/monaco';
import { useTypingsOf } from '@/editor/typescript';
import { useCodeCheck } from '@/editor/useCodeCheck';
import { clock } from '@/format/time';
import { mayAct, useRole } from '@/state/session';
import { Panel } from '@/ui/Panel';
import { Screen } from '@/ui/Screen';
import { Segmented } from '@/ui/Segmented';
import { toast } from '@/ui/toast';
import { usePhone } from '@/ui/useMedia';
import type { DraftKeeper, DraftView } from './DraftKeeper';
import { type Asked, EditorDialogs } from './EditorDialogs';
import { EditorActions, EditorHeading } from './EditorHeading';
import styles from './Editor.module.css';
import { HelpPane } from './HelpPane';
import { Outline } from './Outline';
import { OutputPane } from './OutputPane';
import { ProblemList } from './ProblemList';
import { pruned } from './QuickSettingsDialog';
import { ResultPane } from './ResultPane';
import { VersionsPane } from './VersionsPane';
import { fileOf, monacoLanguage } from './files';
import { useEditorKeys } from './keys';
import { useLeave } from './useLeave';
import { showProblems, useProblems } from './useProblems';
import { useQuick } from './useQuick';

const rails = [
  { value: 'result', label: 'Result' },
  { value: 'versions', label: 'Versions' },
  { value: 'api', label: 'API' },
] as const;
type Rail = (typeof rails)[number]['value'];
type Bottom = 'problems' | 'output';
const separators = '.,;:()[]{}<>"\'`=+-*/!?&| \t\n';

interface Props {
  detail: BotDetail;
  keeper: DraftKeeper;
  view: DraftView;
}

/** Text, what is wrong with it, what it does on past candles, and the versions made of it. */
export function Workbench({ detail, keeper, view }: Props) {
  const { bot } = detail;
  const id = String(bot.id);
  const phone = usePhone();
  const role = useRole();
  const navigate = useNavigate();
  const search: { rail?: string } = useSearch({ strict: false });
  const rail: Rail = rails.find(it => it.value === search.rail)?.value ?? 'result';
  const showRail = useCallback(
    (value: Rail) =>
      void navigate({ to: '.', search: (before: object) => ({ ...before, rail: value }), replace: true }),
    [navigate],
  );
  const [bottom, setBottom] = useState<Bottom>('problems');
  const [editor, setEditor] = useState<monaco.editor.IStandaloneCodeEditor | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const readOnly = phone || !bot.mayEdit || !mayAct(role, 'developer');

  const model = editor?.getModel() ?? null;
  const check = useCodeCheck(bot.language, fileOf(bot), view.text);
  const problems = useProblems(model);
  const parameters = check.parameters ?? (detail.versions.length === 0 ? null : detail.parameters);
  useEffect(() => {
    // An answer of another text would point at the wrong places.
    if (model !== null && check.text !== null && model.getValue() === check.text) showProblems(model, check.problems);
  }, [model, check]);

  useEffect(() => {
    if (bot.language === 'csharp') registerCSharp();
    if (monacoLanguage(bot.language) === 'yaml') registerYaml();
  }, [bot.language]);
  const typings = useTypings(bot.language === 'typescript');
  useEffect(() => {
    if (typings.data !== undefined) useTypingsOf(typings.data.files);
  }, [typings.data]);

  useEffect(() => {
    if (view.restored !== null) toast.info('Unsaved text is back', `It was typed at ${clock(view.restored)}.`);
  }, [view.restored]);
  useLeave(
    keeper,
    useCallback(() => new Promise(answer => setAsked({ kind: 'leave', answer })), []),
  );

  const latest = bot.latest?.version ?? null;
  const latestText = useVersionText(id, latest).data?.text ?? null;
  const quick = useQuick(id);
  const run = () => {
    if (!mayAct(role, 'developer')) return;
    showRail('result');
    if (quick.settings === null) setAsked({ kind: 'settings' });
    else void quick.run(view.text, pruned(quick.settings, parameters));
  };
  const save = () => {
    if (!readOnly) setAsked({ kind: 'save', thenDeploy: false });
  };
  const deploy = () =>
    setAsked(
      latest !== null && (readOnly || latestText === view.text)
        ? { kind: 'deploy', version: latest }
        : { kind: 'save', thenDeploy: true },
    );
  const take = async (version: string) => {
    try {
      const found = await get('botVersionText', `/api/bots/${id}/versions/${version}`);
      keeper.edit(found.text);
      editor?.focus();
    } catch (error) {
      toast.error(`Version ${version} could not be taken`, error);
    }
  };
  const goTo = (line: number, column: number) => {
    editor?.setPosition({ lineNumber: line, column });
    editor?.revealLineInCenterIfOutsideViewport(line);
    editor?.focus();
  };
  const goToName = (name: string) => {
    // A parameter of C# is named in kebab case after an argument in camel case.
    const spelled = [name, name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
    const found = spelled.flatMap(it => model?.findMatches(it, true, false, true, separators, false) ?? [])[0];
    if (found !== undefined) goTo(found.range.startLineNumber, found.range.startColumn);
  };
  useEditorKeys(editor, { save, run });

  const errors = problems.filter(it => it.severity === 'error').length;
  const bottoms = useMemo(
    () => [
      { value: 'problems' as const, label: `Problems ${problems.length}` },
      { value: 'output' as const, label: `Output ${quick.last?.result.logs.length ?? ''}`.trim() },
    ],
    [problems.length, quick.last],
  );
  return (
    <Screen
      title={bot.name}
      fill
      heading={<EditorHeading bot={bot} view={view} />}
      actions={
        <EditorActions
          readOnly={readOnly}
          busy={quick.busy}
          onFormat={() => void editor?.getAction('editor.action.formatDocument')?.run()}
          onDiff={latest === null ? undefined : () => setAsked({ kind: 'diff', version: latest })}
          onSave={save}
          onRun={run}
          onDeploy={deploy}
        />
      }
    >
      <div className={styles.bench}>
        <div className={styles.left} data-part>
          <Outline parameters={parameters} onGo={goToName} />
        </div>
        <section className={styles.middle} aria-label={fileOf(bot)} data-part>
          <CodeEditor
            path={`file:///bots/${id}/${fileOf(bot)}`}
            language={monacoLanguage(bot.language)}
            label={`${fileOf(bot)}. Control M lets Tab leave the text, F6 goes to the next part.`}
            text={view.text}
            readOnly={readOnly}
            onEdit={text => keeper.edit(text)}
            onReady={setEditor}
          />
          <p className={styles.hint}>
            {readOnly
              ? phone
                ? 'A wider screen edits; here the text is only shown.'
                : 'This text is not yours to edit: clone the bot to have your own.'
              : 'Ctrl M: Tab leaves the text · F6: next part · F1: all commands'}
          </p>
        </section>
        <Panel
          title={<span className="visually-hidden">Problems and output</span>}
          flush
          className={styles.bottom}
          actions={<Segmented<Bottom> label="Below the text" value={bottom} options={bottoms} onChange={setBottom} />}
          note={errors > 0 ? <span className={styles.bad}>{errors} to fix</span> : undefined}
        >
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
          <div className={styles.scroll} data-part tabIndex={0} role="group" aria-label="Problems and output, list">
            {bottom === 'problems' ? (
              <ProblemList
                problems={problems}
                check={check}
                onGo={(problem: Problem) => goTo(problem.line, problem.column)}
              />
            ) : (
              <OutputPane quick={quick} />
            )}
          </div>
        </Panel>
        <div className={styles.rail} data-part>
          <Segmented<Rail> label="Beside the text" value={rail} options={rails} onChange={showRail} />
          {rail === 'result' && (
            <ResultPane
              detail={detail}
              quick={quick}
              latestText={latestText}
              onSettings={() => setAsked({ kind: 'settings' })}
              onRun={run}
            />
          )}
          {rail === 'versions' && (
            <VersionsPane
              detail={detail}
              base={view.saved.base}
              onDiff={version => setAsked({ kind: 'diff', version })}
              onTake={version => void take(version)}
              onDeploy={version => setAsked({ kind: 'deploy', version })}
            />
          )}
          {rail === 'api' && <HelpPane language={bot.language} />}
        </div>
      </div>
      <EditorDialogs
        detail={detail}
        view={view}
        asked={asked}
        settings={quick.settings}
        parameters={parameters ?? []}
        onClose={() => setAsked(null)}
        onRun={settings => {
          setAsked(null);
          showRail('result');
          void quick.run(view.text, settings);
        }}
        onResolve={text => void keeper.resolve(text)}
        onSaved={async (version, thenDeploy) => {
          toast.ok(`Version ${version.version} is saved`, bot.name);
          await queryClient.invalidateQueries({ queryKey: botKey(id) });
          await queryClient.invalidateQueries({ queryKey: [...botsKey, 'list'] });
          keeper.adopt(await get('draft', `/api/bots/${id}/draft`));
          setAsked(thenDeploy ? { kind: 'deploy', version: version.version } : null);
        }}
      />
    </Screen>
  );
}
