import type { z } from '@/zod';
import * as auth from './auth';
import * as bots from './bots';
import * as commands from './commands';
import * as common from './common';
import * as consensus from './consensus';
import * as fleet from './fleet';
import * as health from './health';
import * as lab from './lab';
import * as research from './research';
import * as trading from './trading';
import * as risk from './risk';
import * as services from './services';

/**
 * Every answer's form by name. This file is only ever imported as a type or lazily: checking is for development, tests
 * and whoever switches it on, and the checker is too large for a first load. A screen adds its own file here.
 */
export const schemas = {
  none: common.none,
  authState: auth.authState,
  users: auth.users,
  user: auth.user,
  sessions: auth.sessions,
  tokens: auth.tokens,
  newToken: auth.newToken,
  totpSetup: auth.totpSetup,
  preferences: auth.preferences,
  fleet: fleet.fleet,
  fleetEquity: fleet.fleetEquity,
  health: health.health,
  settings: health.settings,
  alerts: health.alerts,
  notifications: services.notifications,
  services: services.services,
  chartAlertsOpened: services.chartAlertsOpened,
  chartAlertTest: services.chartAlertTest,
  commandPreview: commands.commandPreview,
  commandAnswer: commands.commandAnswer,
  grammar: commands.grammar,
  strategies: research.strategies,
  seriesList: research.seriesList,
  imported: research.imported,
  job: research.job,
  jobs: research.jobs,
  runDetail: research.runDetail,
  runs: lab.runs,
  runInFull: lab.runInFull,
  runResult: lab.runResult,
  runSource: lab.runSource,
  runTrades: lab.runTrades,
  runOrders: lab.runOrders,
  runFills: lab.runFills,
  runLogs: lab.runLogs,
  runEquity: lab.runEquity,
  runMonteCarlo: lab.runMonteCarlo,
  runRow: lab.runRow,
  comparison: lab.comparison,
  study: lab.study,
  studies: lab.studies,
  trial: lab.trial,
  trials: lab.trials,
  heat: lab.heat,
  rules: lab.rules,
  seriesRow: lab.seriesRow,
  seriesRows: lab.seriesRows,
  seriesCheck: lab.seriesCheck,
  candles: lab.candles,
  auditLine: lab.auditLine,
  auditLines: lab.auditLines,
  chain: lab.chain,
  bot: bots.bot,
  bots: bots.bots,
  botDetail: bots.botDetail,
  botVersion: bots.botVersion,
  botVersions: bots.botVersions,
  botVersionText: bots.botVersionText,
  draft: bots.draft,
  draftSaved: bots.draftSaved,
  codeCheck: bots.codeCheck,
  completion: bots.completion,
  codeHover: bots.codeHover,
  codeSignature: bots.codeSignature,
  typings: bots.typings,
  templates: bots.templates,
  apiHelp: bots.apiHelp,
  quickSettings: bots.quickSettings,
  quickResult: bots.quickResult,
  votes: consensus.votes,
  runConsensus: consensus.runConsensus,
  recount: consensus.recount,
  risk: risk.risk,
  deploymentList: fleet.deploymentList,
  deploymentDetail: trading.deploymentDetail,
  orders: trading.orders,
  fills: trading.fills,
  trades: trading.trades,
  positions: trading.positions,
  protection: trading.protection,
  markers: trading.markers,
  logLines: trading.logLines,
  botState: trading.botState,
  deploymentPlots: trading.deploymentPlots,
  guardStretches: trading.guardStretches,
  strategyStates: trading.strategyStates,
  holding: trading.holding,
  equityCurve: trading.equityCurve,
  tradeStatistics: trading.tradeStatistics,
  liveVotes: trading.liveVotes,
  why: trading.why,
  accounts: trading.accounts,
  account: trading.account,
  accountLimits: trading.accountLimits,
  commandList: commands.commandList,
  haltReports: risk.haltReports,
} as const;

export type SchemaName = keyof typeof schemas;
export type Shape<N extends SchemaName> = z.infer<(typeof schemas)[N]>;
