import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { sessionQuery } from '@/state/session';
import { queryClient } from './queryClient';
import { Root } from './Root';
import { RouteFailure, RouteMissing } from './RouteFailure';
import { parseSearch, stringifySearch, textSearch } from './search';
import { Shell } from './shell/Shell';

const root = createRootRoute({ component: Root, validateSearch: textSearch, notFoundComponent: RouteMissing });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: lazyRouteComponent(() => import('@/screens/login/LoginScreen'), 'LoginScreen'),
});

const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  component: lazyRouteComponent(() => import('@/screens/first-run/FirstRunScreen'), 'FirstRunScreen'),
});

/** Everything that needs a login. */
const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session.firstRun) throw redirect({ to: '/first-run' });
    if (session.user === null) throw redirect({ to: '/login', search: { to: location.href } });
  },
});

const screen = <P extends string>(path: P, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => shell, path, component, validateSearch: textSearch });

// One line a screen: its address and its file. Each is fetched when it is first opened.
const screens = [
  screen(
    '/',
    lazyRouteComponent(() => import('@/screens/fleet/FleetScreen'), 'FleetScreen'),
  ),
  screen(
    '/deployments',
    lazyRouteComponent(() => import('@/screens/deployments/DeploymentsScreen'), 'DeploymentsScreen'),
  ),
  screen(
    '/deployments/$id',
    lazyRouteComponent(() => import('@/screens/deployments/LiveBotScreen'), 'LiveBotScreen'),
  ),
  screen(
    '/positions',
    lazyRouteComponent(() => import('@/screens/positions/PositionsScreen'), 'PositionsScreen'),
  ),
  screen(
    '/orders',
    lazyRouteComponent(() => import('@/screens/orders/OrdersScreen'), 'OrdersScreen'),
  ),
  screen(
    '/trades',
    lazyRouteComponent(() => import('@/screens/trades/TradesScreen'), 'TradesScreen'),
  ),
  screen(
    '/consensus',
    lazyRouteComponent(() => import('@/screens/consensus/ConsensusScreen'), 'ConsensusScreen'),
  ),
  screen(
    '/bots',
    lazyRouteComponent(() => import('@/screens/bots/BotsScreen'), 'BotsScreen'),
  ),
  screen(
    '/bots/$id/edit',
    lazyRouteComponent(() => import('@/screens/editor/EditorScreen'), 'EditorScreen'),
  ),
  screen(
    '/lab',
    lazyRouteComponent(() => import('@/screens/lab/LabScreen'), 'LabScreen'),
  ),
  screen(
    '/lab/compare',
    lazyRouteComponent(() => import('@/screens/lab/CompareScreen'), 'CompareScreen'),
  ),
  screen(
    '/lab/$run',
    lazyRouteComponent(() => import('@/screens/lab/RunScreen'), 'RunScreen'),
  ),
  screen(
    '/optimise',
    lazyRouteComponent(() => import('@/screens/optimise/OptimiseScreen'), 'OptimiseScreen'),
  ),
  screen(
    '/optimise/$id',
    lazyRouteComponent(() => import('@/screens/optimise/OptimisationScreen'), 'OptimisationScreen'),
  ),
  screen(
    '/data',
    lazyRouteComponent(() => import('@/screens/data/DataScreen'), 'DataScreen'),
  ),
  screen(
    '/risk',
    lazyRouteComponent(() => import('@/screens/risk/RiskScreen'), 'RiskScreen'),
  ),
  screen(
    '/audit',
    lazyRouteComponent(() => import('@/screens/audit/AuditScreen'), 'AuditScreen'),
  ),
  screen(
    '/console',
    lazyRouteComponent(() => import('@/screens/console/ConsoleScreen'), 'ConsoleScreen'),
  ),
  screen(
    '/alerts',
    lazyRouteComponent(() => import('@/screens/alerts/AlertsScreen'), 'AlertsScreen'),
  ),
  screen(
    '/accounts',
    lazyRouteComponent(() => import('@/screens/accounts/AccountsScreen'), 'AccountsScreen'),
  ),
  screen(
    '/settings',
    lazyRouteComponent(() => import('@/screens/settings/SettingsScreen'), 'SettingsScreen'),
  ),
  screen(
    '/users',
    lazyRouteComponent(() => import('@/screens/users/UsersScreen'), 'UsersScreen'),
  ),
  screen(
    '/health',
    lazyRouteComponent(() => import('@/screens/health/HealthScreen'), 'HealthScreen'),
  ),
  screen(
    '/about',
    lazyRouteComponent(() => import('@/screens/about/AboutScreen'), 'AboutScreen'),
  ),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([login, firstRun, shell.addChildren(screens)]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: RouteFailure,
  defaultNotFoundComponent: RouteMissing,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
