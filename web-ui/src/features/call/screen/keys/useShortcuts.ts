import { useEffect, useRef } from 'react';
import type { Command } from './shortcuts';
import { commandOf, isMacPlatform, isTextField } from './shortcuts';

/** Runs the commands that keys are pressed for. A command that is not there leaves its key to the browser. */
export function useShortcuts(commands: Partial<Record<Command, () => void>>): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const isMac = isMacPlatform();
    const pressed = (event: KeyboardEvent) => {
      const command = commandOf(event, isMac, isTextField(document.activeElement));
      const run = command ? latest.current[command] : undefined;
      if (!run) return;
      event.preventDefault();
      if (!event.repeat) run();
    };
    document.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('keydown', pressed);
    };
  }, []);
}
