import { confirm } from './confirm';

export interface Choice {
  value: string;
  label: string;
  effects: string[];
}

export interface Question {
  title: string;
  text: string;
  choices: readonly [Choice, Choice];
  typeName?: string;
  action: (value: string, key: string) => Promise<unknown>;
}

/** Asks which of two things to do; each lists its exact effects, the second is the graver one. */
export function choose({ title, text, choices, typeName, action }: Question): void {
  const [mild, grave] = choices;
  confirm({
    title,
    effects: [text, ...mild.effects],
    confirmLabel: mild.label,
    action: key => action(mild.value, key),
    other: {
      effects: grave.effects,
      typeName,
      confirmLabel: grave.label,
      action: key => action(grave.value, key),
    },
  });
}
