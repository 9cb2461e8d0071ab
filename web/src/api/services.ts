import { useQuery } from '@tanstack/react-query';
import { get } from './client';
import type { Shape } from './schemas';

export type Notifications = Shape<'notifications'>;
export type Services = Shape<'services'>;

export const notificationsKey = ['notifications'] as const;
export const servicesKey = ['services'] as const;

export const useNotifications = () =>
  useQuery({
    queryKey: notificationsKey,
    queryFn: ({ signal }) => get('notifications', '/api/notifications', { signal }),
  });
export const useServices = () =>
  useQuery({ queryKey: servicesKey, queryFn: ({ signal }) => get('services', '/api/services', { signal }) });
