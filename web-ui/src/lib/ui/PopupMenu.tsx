import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { SHORT, useMedia } from '../useMedia';
import { CheckIcon } from './icons';
import type { Tip } from './RoundButton';
import { TIPS } from './RoundButton';

interface PopupMenuProps {
  /** The accessible name of the button and the menu. */
  label: string;
  /** The content of the button. */
  icon: ReactNode;
  className: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  tip: Tip;
  children: ReactNode;
}

/** A button of a call that opens a menu of choices and actions. What is behind the menu stays usable, such as a waiting call. */
export function PopupMenu(props: PopupMenuProps) {
  const { label, icon, className, open, onOpen, tip, children } = props;
  const isShort = useMedia(SHORT);
  return (
    <MenuTrigger isOpen={open} onOpenChange={onOpen}>
      <span
        className="contents"
        onPointerDownCapture={(event) => {
          if (!open) return;
          event.stopPropagation(); // the button of a menu that is not modal would open it again
          onOpen(false);
        }}
      >
        <Button
          aria-label={label}
          data-tip={label}
          className={`${className} ${TIPS[tip]} grid shrink-0 cursor-pointer place-items-center transition-colors forced-colors:border`}
        >
          {icon}
        </Button>
      </span>
      <Popover
        isNonModal
        placement={isShort ? 'left' : 'top'}
        offset={16}
        className="rise dark max-w-[calc(100vw-1rem)] min-w-60 overflow-y-auto rounded-2xl bg-zinc-900 p-1.5 text-white shadow-2xl ring-1 ring-white/10 forced-colors:border"
      >
        <Menu aria-label={label} className="outline-none">
          {children}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const ITEM =
  'group flex min-h-11 cursor-pointer items-center gap-3 rounded-xl px-3 py-2 text-sm outline-none focus:bg-white/10 disabled:cursor-default disabled:opacity-40 data-disabled:cursor-default data-disabled:opacity-40 data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 data-focus-visible:outline-teal-500';

interface MenuActionProps {
  label: string;
  icon: ReactNode;
  disabled?: boolean;
  onChoose: () => void;
}

export function MenuAction({ label, icon, disabled = false, onChoose }: MenuActionProps) {
  return (
    <MenuItem textValue={label} isDisabled={disabled} onAction={onChoose} className={ITEM}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{label}</span>
    </MenuItem>
  );
}

export interface Choice {
  readonly id: string;
  readonly label: string;
}

interface MenuChoicesProps {
  label: string;
  choices: readonly Choice[];
  selected: readonly string[];
  /** Any number can be selected, instead of one. */
  several?: boolean;
  /** Shown if there is nothing to choose from. */
  none?: string;
  onChoose: (id: string) => void;
  /** Shown beside the label. */
  children?: ReactNode;
}

/** Choices under a heading; the selected ones have a tick. */
export function MenuChoices(props: MenuChoicesProps) {
  const { label, choices, selected, several = false, none = 'None found', onChoose, children } = props;
  const key = (id: string) => `${label} ${id}`; // two groups may have choices with the same id
  return (
    <MenuSection
      aria-label={label}
      selectionMode={several ? 'multiple' : 'single'}
      selectedKeys={selected.map(key)}
      className="not-first:mt-1 not-first:border-t not-first:border-white/10 not-first:pt-1"
    >
      <Header className="flex items-center gap-3 px-3 pt-2 pb-1 text-xs font-medium text-zinc-400">
        {label}
        {children}
      </Header>
      {choices.length === 0 && (
        <MenuItem textValue={none} isDisabled className={ITEM}>
          {none}
        </MenuItem>
      )}
      {choices.map(({ id, label: text }) => (
        <MenuItem
          key={id}
          id={key(id)}
          textValue={text}
          onAction={() => {
            onChoose(id);
          }}
          className={ITEM}
        >
          <span className="min-w-0 flex-1 truncate">{text}</span>
          <span className="invisible group-data-selected:visible">
            <CheckIcon size={18} />
          </span>
        </MenuItem>
      ))}
    </MenuSection>
  );
}
