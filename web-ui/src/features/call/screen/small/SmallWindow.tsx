import { createPortal } from 'react-dom';
import type { CallCardProps } from './CallCard';
import { CallCard } from './CallCard';

interface SmallWindowProps extends CallCardProps {
  window: Window;
  onRestore: () => void;
}

/** The call in a small window above all others. */
export function SmallWindow({ window: small, ...card }: SmallWindowProps) {
  return createPortal(
    <div data-testid="small-window" className="relative h-dvh overflow-hidden bg-zinc-950 text-white">
      <CallCard {...card} roomy />
    </div>,
    small.document.body,
  );
}
