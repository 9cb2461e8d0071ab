import { useQuery } from '@tanstack/react-query';
import { get, write } from './client';
import type { Shape } from './schemas';

export type Risk = Shape<'risk'>;
export type Guard = Risk['guards'][number];
export type HaltReport = Shape<'haltReports'>[number];

export const riskKey = ['risk'] as const;

export const useRisk = () =>
  useQuery({ queryKey: riskKey, queryFn: ({ signal }) => get('risk', '/api/risk', { signal }) });

export interface HaltRequest {
  reason: string;
  flatten: boolean;
  account?: string;
}

/** Trips the kill switch: a plain POST, which needs no hub. */
export const halt = (request: HaltRequest, key: string): Promise<HaltReport[]> =>
  write('haltReports', 'POST', '/api/risk/halt', request, { key });

export const lift = (account: string | undefined, key: string): Promise<unknown> =>
  write('none', 'POST', '/api/risk/lift', account === undefined ? {} : { account }, { key });
