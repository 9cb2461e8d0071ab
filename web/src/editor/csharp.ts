import { write } from '@/api/client';
import type { Shape } from '@/api/schemas';
import { indentCSharp } from './indent';
import { monaco } from './monaco';

type Item = Shape<'completion'>['items'][number];

const Kind = monaco.languages.CompletionItemKind;
const kinds: Record<string, monaco.languages.CompletionItemKind> = {
  class: Kind.Class,
  constant: Kind.Constant,
  delegate: Kind.Function,
  enum: Kind.Enum,
  'enum-member': Kind.EnumMember,
  enummember: Kind.EnumMember,
  event: Kind.Event,
  field: Kind.Field,
  interface: Kind.Interface,
  keyword: Kind.Keyword,
  local: Kind.Variable,
  method: Kind.Method,
  'extension-method': Kind.Method,
  extensionmethod: Kind.Method,
  namespace: Kind.Module,
  parameter: Kind.Variable,
  property: Kind.Property,
  record: Kind.Class,
  snippet: Kind.Snippet,
  struct: Kind.Struct,
  structure: Kind.Struct,
  'type-parameter': Kind.TypeParameter,
  typeparameter: Kind.TypeParameter,
  variable: Kind.Variable,
};

/** A signal that ends a request with what asked for it. */
function signalOf(token: monaco.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/**
 * Asks the server; no answer or one that was given up is none. Whether an answer still fits is Monaco's to say: it gives
 * up what no longer does, and filters completions by what was typed since.
 */
async function ask<N extends 'completion' | 'codeHover' | 'codeSignature'>(
  name: N,
  path: string,
  model: monaco.editor.ITextModel,
  position: monaco.Position,
  token: monaco.CancellationToken,
): Promise<Shape<N> | null> {
  try {
    const body = { language: 'csharp', text: text(model), offset: offset(model, position) };
    const answer = await write(name, 'POST', path, body, { signal: signalOf(token) });
    return token.isCancellationRequested || model.isDisposed() ? null : answer;
  } catch {
    return null;
  }
}

/** The server counts one unit for a line's end, whatever the model has. */
const text = (model: monaco.editor.ITextModel): string => model.getValue(monaco.editor.EndOfLinePreference.LF);
const offset = (model: monaco.editor.ITextModel, position: monaco.IPosition): number =>
  model.getEOL() === '\n'
    ? model.getOffsetAt(position)
    : model.getOffsetAt(position) - (position.lineNumber - 1) * (model.getEOL().length - 1);

const rangeOf = (model: monaco.editor.ITextModel, start: number, end: number): monaco.Range =>
  monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));

function toSuggestion(item: Item, range: monaco.IRange, order: number): monaco.languages.CompletionItem {
  return {
    label: item.label,
    kind: kinds[item.kind.toLowerCase()] ?? Kind.Text,
    detail: item.detail || undefined,
    documentation: item.documentation || undefined,
    insertText: item.insert,
    insertTextRules:
      item.kind === 'snippet' ? monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet : undefined,
    range,
    sortText: String(order).padStart(5, '0'),
  };
}

let registered = false;

/** Completion, hover and signature help of C#, asked of the server; once for the whole app. */
export function registerCSharp(): void {
  if (registered) return;
  registered = true;
  monaco.languages.registerCompletionItemProvider('csharp', {
    triggerCharacters: ['.'],
    provideCompletionItems: async (model, position, _context, token) => {
      const answer = await ask('completion', '/api/editor/complete', model, position, token);
      if (answer === null) return { suggestions: [] };
      const range = rangeOf(model, answer.start, answer.end);
      return { suggestions: answer.items.map((item, index) => toSuggestion(item, range, index)) };
    },
  });
  monaco.languages.registerDocumentFormattingEditProvider('csharp', {
    provideDocumentFormattingEdits: (model, options) => [
      { range: model.getFullModelRange(), text: indentCSharp(text(model), options.tabSize) },
    ],
  });
  monaco.languages.registerHoverProvider('csharp', {
    provideHover: async (model, position, token) => {
      const answer = await ask('codeHover', '/api/editor/hover', model, position, token);
      if (answer === null || answer.text === null || answer.text === '') return null;
      return { contents: [{ value: answer.text }], range: rangeOf(model, answer.start, answer.end) };
    },
  });
  monaco.languages.registerSignatureHelpProvider('csharp', {
    signatureHelpTriggerCharacters: ['(', ','],
    signatureHelpRetriggerCharacters: [',', ')'],
    provideSignatureHelp: async (model, position, token) => {
      const answer = await ask('codeSignature', '/api/editor/signature', model, position, token);
      if (answer === null || answer.signatures.length === 0) return null;
      return {
        value: {
          signatures: answer.signatures.map(it => ({
            label: it.label,
            documentation: it.documentation ?? undefined,
            parameters: it.parameters.map(parameter => ({
              label: parameter.label,
              documentation: parameter.documentation ?? undefined,
            })),
          })),
          activeSignature: answer.active,
          activeParameter: answer.parameter,
        },
        dispose: () => {},
      };
    },
  });
}
