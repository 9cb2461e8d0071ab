import { Outlet } from '@tanstack/react-router';
import { ConfirmHost } from '@/ui/confirm';
import { ElevationHost } from './Elevation';
import { ToastHost } from '@/ui/toast';

/** What every page has, logged in or not. */
export function Root() {
  return (
    <>
      <Outlet />
      <ConfirmHost />
      <ElevationHost />
      <ToastHost />
    </>
  );
}
