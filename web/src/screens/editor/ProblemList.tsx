import { CircleAlert, CircleX, Info } from 'lucide-react';
import type { Problem } from '@/api/bots';
import type { CodeCheck } from '@/editor/useCodeCheck';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/states';
import styles from './Editor.module.css';

const icons = { error: CircleX, warning: CircleAlert, info: Info };

/** What is wrong, each with the way to it. */
export function ProblemList({
  problems,
  check,
  onGo,
}: {
  problems: Problem[];
  check: CodeCheck;
  onGo: (problem: Problem) => void;
}) {
  return (
    <>
      {check.error !== null && (
        <p className={styles.refusal} role="alert">
          The server could not check this text: {check.error.message}
        </p>
      )}
      {problems.length === 0 ? (
        check.error === null && (
          <Empty>{check.text === null || check.busy ? 'The text is being checked.' : 'No problems.'}</Empty>
        )
      ) : (
        <ol className={styles.problems}>
          {problems.map((problem, index) => {
            const Icon = icons[problem.severity];
            return (
              <li key={index} data-severity={problem.severity}>
                <Icon size={14} aria-label={problem.severity} className={styles.severity} />
                <span className={styles.where}>
                  L{problem.line}:{problem.column}
                </span>
                <span className={styles.code}>{problem.code}</span>
                <span className={styles.message}>{problem.message}</span>
                <Button kind="quiet" onClick={() => onGo(problem)}>
                  Go to<span className="visually-hidden"> line {problem.line}</span>
                </Button>
              </li>
            );
          })}
        </ol>
      )}
    </>
  );
}
