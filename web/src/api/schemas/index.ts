import type { z } from '@/zod';
import * as auth from './auth';
import * as commands from './commands';
import * as common from './common';
import * as fleet from './fleet';
import * as health from './health';
import * as research from './research';
import * as risk from './risk';

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
  commandPreview: commands.commandPreview,
  commandAnswer: commands.commandAnswer,
  grammar: commands.grammar,
  strategies: research.strategies,
  seriesList: research.seriesList,
  imported: research.imported,
  job: research.job,
  jobs: research.jobs,
  runDetail: research.runDetail,
  risk: risk.risk,
  haltReports: risk.haltReports,
} as const;

export type SchemaName = keyof typeof schemas;
export type Shape<N extends SchemaName> = z.infer<(typeof schemas)[N]>;
