import {
  Activity,
  Bell,
  BookOpenCheck,
  Bot,
  Boxes,
  ClipboardList,
  Database,
  FlaskConical,
  Info,
  Grid3x3,
  KeyRound,
  LayoutDashboard,
  Layers,
  ListOrdered,
  type LucideIcon,
  Settings,
  ShieldAlert,
  SlidersHorizontal,
  SquareTerminal,
  Users,
} from 'lucide-react';

export interface Place {
  to: string;
  label: string;
  icon: LucideIcon;
  /** Its shortcut after `g`. */
  letter?: string;
}

/** The left rail, the palette and the `g` shortcuts come from this list. */
export const groups: { name: string; places: Place[] }[] = [
  {
    name: 'Run',
    places: [
      { to: '/', label: 'Fleet', icon: LayoutDashboard, letter: 'f' },
      { to: '/deployments', label: 'Deployments', icon: Boxes, letter: 'd' },
      { to: '/positions', label: 'Positions', icon: Layers, letter: 'p' },
      { to: '/orders', label: 'Orders', icon: ListOrdered, letter: 'o' },
      { to: '/trades', label: 'Trades', icon: ClipboardList, letter: 't' },
      { to: '/consensus', label: 'Consensus', icon: Grid3x3 },
    ],
  },
  {
    name: 'Build',
    places: [
      { to: '/bots', label: 'Bots', icon: Bot, letter: 'b' },
      { to: '/lab', label: 'Lab', icon: FlaskConical, letter: 'l' },
      { to: '/optimise', label: 'Optimise', icon: SlidersHorizontal },
      { to: '/data', label: 'Data', icon: Database, letter: 'x' },
    ],
  },
  {
    name: 'Control',
    places: [
      { to: '/risk', label: 'Risk', icon: ShieldAlert, letter: 'r' },
      { to: '/audit', label: 'Audit', icon: BookOpenCheck, letter: 'a' },
      { to: '/console', label: 'Console', icon: SquareTerminal },
      { to: '/alerts', label: 'Alerts', icon: Bell },
    ],
  },
  {
    name: 'Admin',
    places: [
      { to: '/accounts', label: 'Accounts', icon: KeyRound },
      { to: '/settings', label: 'Settings', icon: Settings },
      { to: '/users', label: 'Users', icon: Users },
      { to: '/health', label: 'Health', icon: Activity },
      { to: '/about', label: 'About', icon: Info },
    ],
  },
];

export const places: Place[] = groups.flatMap(group => group.places);
