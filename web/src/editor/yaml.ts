import { monaco } from './monaco';
import { type ConfigForm, helpAt, offers } from './yamlHelp';

let registered = false;

/** The schema is fetched when the first document asks for it. */
const schema = (): Promise<ConfigForm> =>
  import('../../../docs/reference/argosy.schema.json').then(it => it.default as ConfigForm);

/** Completion and hover of configurations, from their own schema; what is wrong with one, the server says. */
export function registerYaml(): void {
  if (registered) return;
  registered = true;
  monaco.languages.registerCompletionItemProvider('yaml', {
    triggerCharacters: [' ', '\n', '-'],
    provideCompletionItems: async (model, position) => {
      const [line, column] = [position.lineNumber - 1, position.column - 1];
      const { Property, Value } = monaco.languages.CompletionItemKind;
      const word = model.getWordUntilPosition(position);
      const typed = /[\w.-]*$/.exec(model.getLineContent(position.lineNumber).slice(0, column))?.[0].length ?? 0;
      const range = {
        startLineNumber: position.lineNumber,
        endLineNumber: position.lineNumber,
        startColumn: Math.min(word.startColumn, position.column - typed),
        endColumn: position.column,
      };
      const found = offers(await schema(), model.getLinesContent(), line, column);
      return {
        suggestions: found.map(offer => ({
          label: offer.label,
          insertText: offer.insert,
          documentation: offer.help,
          kind: offer.kind === 'key' ? Property : Value,
          range,
        })),
      };
    },
  });
  monaco.languages.registerHoverProvider('yaml', {
    provideHover: async (model, position) => {
      const help = helpAt(await schema(), model.getLinesContent(), position.lineNumber - 1, position.column - 1);
      return help === null ? null : { contents: [{ value: help }] };
    },
  });
}
