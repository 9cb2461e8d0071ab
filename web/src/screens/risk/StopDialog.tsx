import { Dialog } from '@/ui/Dialog';

export function StopDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Kill switch" onClose={onClose}>
      Being built.
    </Dialog>
  );
}
