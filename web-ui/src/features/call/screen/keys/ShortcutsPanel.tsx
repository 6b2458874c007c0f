import { Panel } from '../parts/Panel';
import { isMacPlatform, keyNames, SHORTCUTS } from './shortcuts';

/** The keys that do something during a call. */
export function ShortcutsPanel({ onClose }: { onClose: () => void }) {
  const isMac = isMacPlatform();
  return (
    <Panel label="Keyboard shortcuts" onClose={onClose}>
      <dl className="grid max-h-[50dvh] gap-1 overflow-y-auto px-1 text-sm">
        {SHORTCUTS.map((shortcut) => (
          <div key={shortcut.command} className="flex min-h-9 items-center justify-between gap-4">
            <dt>{shortcut.text}</dt>
            <dd className="flex shrink-0 gap-1">
              {keyNames(shortcut, isMac).map((name) => (
                <kbd
                  key={name}
                  className="rounded-md bg-white/15 px-2 py-0.5 font-sans text-xs ring-1 ring-white/15"
                >
                  {name}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <button
        type="button"
        onClick={onClose}
        className="min-h-11 cursor-pointer rounded-full bg-white/10 px-4 text-sm font-medium hover:bg-white/20"
      >
        Close
      </button>
    </Panel>
  );
}
