import { useQuery } from '@tanstack/react-query';
import { get } from './client';
import type { Shape } from './schemas';

export type User = Shape<'user'>;
export type Session = Shape<'sessions'>[number];
export type Token = Shape<'tokens'>[number];

export const usersKey = ['users'] as const;
export const sessionsKey = ['sessions'] as const;
export const tokensKey = ['tokens'] as const;
export const settingsKey = ['settings'] as const;

export const useUsers = (enabled = true) =>
  useQuery({ queryKey: usersKey, queryFn: ({ signal }) => get('users', '/api/users', { signal }), enabled });
export const useSessions = () =>
  useQuery({ queryKey: sessionsKey, queryFn: ({ signal }) => get('sessions', '/api/sessions', { signal }) });
export const useTokens = () =>
  useQuery({ queryKey: tokensKey, queryFn: ({ signal }) => get('tokens', '/api/tokens', { signal }) });
export const useSettings = () =>
  useQuery({ queryKey: settingsKey, queryFn: ({ signal }) => get('settings', '/api/settings', { signal }) });
