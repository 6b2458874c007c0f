import type { ReactNode } from 'react';
import { ChevronUpIcon } from '../../../../lib/ui/icons';
import { PopupMenu } from '../../../../lib/ui/PopupMenu';
import { RoundButton } from '../../../../lib/ui/RoundButton';

interface SplitButtonProps {
  /** What a click on the button does. */
  label: string;
  /** The name of the menu. */
  menuLabel: string;
  /** Whether the device is in use. */
  on: boolean;
  disabled?: boolean;
  icon: ReactNode;
  open: boolean;
  onOpen: (open: boolean) => void;
  onClick: () => void;
  /** The menu's choices. */
  children: ReactNode;
}

/** A button that switches a device on and off, and beside it a menu to choose the device. */
export function SplitButton(props: SplitButtonProps) {
  const { label, menuLabel, on, disabled = false, icon, open, onOpen, onClick, children } = props;
  return (
    <div className="flex items-center rounded-full bg-white/10">
      <RoundButton
        label={label}
        look={on ? 'control' : 'off'}
        tip="above"
        disabled={disabled}
        onClick={onClick}
      >
        {icon}
      </RoundButton>
      <PopupMenu
        label={menuLabel}
        icon={<ChevronUpIcon size={16} />}
        className="-ml-1 h-12 w-8 rounded-r-full pr-0.5 text-zinc-200 hover:bg-white/15 short:h-11 max-[23rem]:h-11 max-[23rem]:w-7"
        open={open}
        onOpen={onOpen}
        tip="above"
      >
        {children}
      </PopupMenu>
    </div>
  );
}
