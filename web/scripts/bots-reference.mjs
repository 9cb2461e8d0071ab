// The reference of the TypeScript bot API as Markdown for people and as JSON for the editor's help.

/** What a section shows: a type, and how its members are called in a bot. */
const SECTIONS = [
  { type: 'BotFile', title: "The bot's file", prefix: '' },
  { type: 'BotInput', title: 'input', prefix: 'input.' },
  { type: 'BotConfig', title: 'input.config', prefix: 'config.' },
  { type: 'BotTrader', title: 'input.trader', prefix: 'trader.' },
  { type: 'BotIndicators', title: 'input.indicators', prefix: 'indicators.' },
  { type: 'BotCandlestickPatterns', title: 'input.candlestickPatterns', prefix: 'candlestickPatterns.' },
  { type: 'BotUtils', title: 'input.utils', prefix: 'utils.' },
  { type: 'BotPlotter', title: 'input.plotter', prefix: 'plotter.' },
  { type: 'BotConsole', title: 'console', prefix: 'console.' },
];

/** The API as JSON: sections of members, each with what a help panel shows. */
export function helpOf(types) {
  const sections = SECTIONS.map(({ type, title, prefix }) => {
    const { text, members } = find(types, type);
    return { name: type, title, summary: text, members: members.map(member => helpOfMember(member, prefix)) };
  });
  const shown = new Set(SECTIONS.map(section => section.type));
  const rest = types.filter(type => !shown.has(type.name)).map(helpOfType);
  return {
    language: 'typescript',
    sections: [
      ...sections,
      { name: 'types', title: 'Types', summary: 'What the members above take and give.', members: rest },
    ],
  };
}

function helpOfMember({ name, signature, text, parameters, returns, example }, prefix) {
  return {
    name: prefix + name,
    signature: prefix + signature.replace(/^readonly /, ''),
    summary: text,
    parameters,
    returns,
    example,
  };
}

function helpOfType(type) {
  const parameters = type.members.map(({ name, text }) => ({ name, text }));
  return { name: type.name, signature: signatureOf(type), summary: type.text, parameters, returns: '', example: '' };
}

function signatureOf({ name, kind, signature, bases, members }) {
  if (kind === 'alias') return signature;
  const extended = bases.length > 0 ? ` extends ${bases.join(', ')}` : '';
  return `interface ${name}${extended} {\n${members.map(member => `  ${member.signature};`).join('\n')}\n}`;
}

/** The API as Markdown. */
export function referenceOf(types) {
  const shown = new Set(SECTIONS.map(section => section.type));
  const parts = [
    HEAD,
    SECTIONS.map(({ title }) => `- [${title}](#${anchor(title)})`).join('\n') + '\n- [Types](#types)\n',
  ];
  for (const { type, title, prefix } of SECTIONS) {
    const { text, members } = find(types, type);
    parts.push(`## ${title}\n\n${text}\n`, ...members.map(member => memberText(member, prefix, type === 'BotFile')));
  }
  parts.push('## Types\n');
  for (const type of types.filter(one => !shown.has(one.name))) parts.push(typeText(type));
  return `${parts.join('\n').trimEnd()}\n`;
}

const HEAD = `# API of TypeScript bots

Made from the runtime's own types (\`npm run bots-api\` in \`web/\`); the editor completes from the same source. How to write a bot is told in
[TypeScript bots](typescript.md).

A bot needs no import: the types below are global. Unless they show a whole file, examples stand inside \`onData\` after these lines:

\`\`\`ts
export function onData(input: BotInput) {
  const { candleData, config, state, trader, indicators, candlestickPatterns, utils, plotter } = input;
  const pair = config.pairs[0];
  const candles = candleData[pair];
}
\`\`\`
`;

function memberText({ name, signature, text, parameters, returns, example }, prefix, isFile) {
  const lines = [`### ${prefix}${name}\n`, text, '', '```ts', prefix + signature.replace(/^readonly /, ''), '```', ''];
  for (const parameter of parameters) lines.push(`- \`${parameter.name}\`: ${parameter.text}`);
  if (returns !== '') lines.push(`- returns ${returns}`);
  if (parameters.length > 0 || returns !== '') lines.push('');
  if (example !== '') lines.push(`\`\`\`ts ${isFile ? 'bot' : 'example'}`, example, '```', '');
  return lines.join('\n');
}

function typeText(type) {
  const lines = [`### ${type.name}\n`, type.text, '', '```ts', signatureOf(type), '```', ''];
  for (const { name, text } of type.members) lines.push(`- \`${name}\`: ${text}`);
  if (type.members.length > 0) lines.push('');
  return lines.join('\n');
}

function find(types, name) {
  const found = types.find(type => type.name === name);
  if (!found) throw new Error(`there is no type ${name}`);
  return found;
}

function anchor(title) {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ /g, '-');
}
