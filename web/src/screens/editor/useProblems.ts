import { useEffect, useState } from 'react';
import type { Problem } from '@/api/bots';
import { monaco } from '@/editor/monaco';

const owner = 'argosy';
const levels = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
} as const;

const severity = (level: monaco.MarkerSeverity): Problem['severity'] =>
  level === monaco.MarkerSeverity.Error ? 'error' : level === monaco.MarkerSeverity.Warning ? 'warning' : 'info';

const toProblem = (marker: monaco.editor.IMarker): Problem => ({
  severity: severity(marker.severity),
  code: typeof marker.code === 'string' ? marker.code : (marker.code?.value ?? ''),
  message: marker.message,
  line: marker.startLineNumber,
  column: marker.startColumn,
  endLine: marker.endLineNumber,
  endColumn: marker.endColumn,
});

/** Draws the server's problems into the text. */
export function showProblems(model: monaco.editor.ITextModel, problems: readonly Problem[]): void {
  const others = monaco.editor.getModelMarkers({ resource: model.uri }).filter(it => it.owner !== owner);
  monaco.editor.setModelMarkers(
    model,
    owner,
    problems
      // What the TypeScript worker says of a line is not said twice.
      .filter(it => !others.some(other => other.startLineNumber === it.line && other.message === it.message))
      .map(it => ({
        severity: levels[it.severity],
        code: it.code,
        message: it.message,
        startLineNumber: it.line,
        startColumn: it.column,
        endLineNumber: Math.max(it.line, it.endLine),
        endColumn: Math.max(it.endLine > it.line ? 1 : it.column + 1, it.endColumn),
      })),
  );
}

/** All that is known to be wrong with a text, whoever found it: the worst first, then by line. */
export function useProblems(model: monaco.editor.ITextModel | null): Problem[] {
  const [problems, setProblems] = useState<Problem[]>([]);
  useEffect(() => {
    if (model === null) return undefined;
    const read = () =>
      setProblems(
        monaco.editor
          .getModelMarkers({ resource: model.uri })
          .filter(it => it.severity !== monaco.MarkerSeverity.Hint)
          .toSorted((a, b) => b.severity - a.severity || a.startLineNumber - b.startLineNumber)
          .map(toProblem),
      );
    read();
    const listener = monaco.editor.onDidChangeMarkers(uris => {
      if (uris.some(uri => uri.toString() === model.uri.toString())) read();
    });
    return () => listener.dispose();
  }, [model]);
  return problems;
}
