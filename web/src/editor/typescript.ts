import { ModuleKind, ScriptTarget, typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';

/** Tells Monaco's TypeScript what a bot may use: the typings of the bot API, and nothing of a browser. */
export function useTypingsOf(files: readonly { name: string; text: string }[]): void {
  typescriptDefaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    // Each bot is a file of its own, whether it exports or not.
    moduleDetection: 3,
    lib: ['es2023'],
    strict: true,
    // Bots written in the old way say no types.
    noImplicitAny: false,
    noEmit: true,
    allowNonTsExtensions: true,
  });
  typescriptDefaults.setExtraLibs(files.map(file => ({ filePath: `file:///${file.name}`, content: file.text })));
}
