import { useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { get, setCsrf } from '@/api/client';
import type { Shape } from '@/api/schemas';

export type AuthState = Shape<'authState'>;
export type Role = 'viewer' | 'trader' | 'developer' | 'owner';

const ranks: Record<Role, number> = { viewer: 0, trader: 1, developer: 2, owner: 3 };

/** The role of who is logged in, for every control that asks; set by the session's query. */
export const useIdentity = create<{ role: Role | null; name: string | null }>(() => ({ role: null, name: null }));

/** Takes over what /auth/state, a login or a set-up answered. */
export function adoptSession(state: AuthState): AuthState {
  setCsrf(state.csrf);
  useIdentity.setState({ role: state.user?.role ?? null, name: state.user?.name ?? null });
  return state;
}

export const sessionKey = ['auth', 'state'] as const;

export const sessionQuery = {
  queryKey: sessionKey,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<AuthState> =>
    adoptSession(await get('authState', '/auth/state', { signal })),
  staleTime: 60_000,
};

/** Who is logged in, and what this server is. */
export const useSession = () => useQuery(sessionQuery);

export const useRole = (): Role | null => useIdentity(identity => identity.role);

/** Whether a role suffices: each may do what those before it may. */
export const mayAct = (role: Role | null, needs: Role): boolean => role !== null && ranks[role] >= ranks[needs];
