import { useEffect, useMemo, useRef, useState } from 'react';
import type { Parameter, Problem } from '@/api/bots';
import { write } from '@/api/client';
import { type ApiError, asApiError } from '@/api/errors';
import { readParameters } from './tsParameters';

export interface CodeCheck {
  /** The text these are true of. */
  text: string | null;
  problems: Problem[];
  /** Null until a text was understood. */
  parameters: Parameter[] | null;
  busy: boolean;
  /** The check itself failed: nothing is known of the text. */
  error: ApiError | null;
}

const waitMs = 350;

/**
 * What the server finds wrong with a text, and the parameters it declares: asked when typing rests, given up when it
 * goes on. An answer to an earlier text is dropped.
 */
export function useCodeCheck(language: string, name: string, text: string | null): CodeCheck {
  // TypeScript is checked by the editor itself; what it declares is read from the text.
  const own = language === 'typescript';
  const local = useMemo<CodeCheck | null>(
    () =>
      own && text !== null ? { text, problems: [], parameters: readParameters(text), busy: false, error: null } : null,
    [own, text],
  );
  const [state, setState] = useState<CodeCheck>({
    text: null,
    problems: [],
    parameters: null,
    busy: false,
    error: null,
  });
  const first = useRef(true);
  useEffect(() => {
    if (text === null || own) return undefined;
    const controller = new AbortController();
    const ask = async () => {
      setState(before => ({ ...before, busy: true }));
      try {
        const answer = await write(
          'codeCheck',
          'POST',
          '/api/editor/check',
          { language, text, name },
          { signal: controller.signal },
        );
        if (controller.signal.aborted) return;
        setState(before => ({
          text,
          problems: answer.problems,
          // While the text is broken the last known parameters stay in sight.
          parameters: answer.parameters ?? before.parameters,
          busy: false,
          error: null,
        }));
      } catch (error) {
        if (!controller.signal.aborted) setState(before => ({ ...before, busy: false, error: asApiError(error) }));
      }
    };
    const timer = setTimeout(() => void ask(), first.current ? 0 : waitMs);
    first.current = false;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [language, name, text, own]);
  return local ?? state;
}
