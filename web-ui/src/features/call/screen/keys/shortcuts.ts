/** What a key does during a call. */
export type Command = 'microphone' | 'camera' | 'share' | 'hand' | 'list';

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export interface Shortcut {
  readonly command: Command;
  /** A Latin letter, pressed with Ctrl, or with ⌘ on a Mac; or `?` alone. */
  readonly key: string;
  readonly shift: boolean;
  readonly text: string;
}

/** Each has a modifier, so that none fires while somebody types; `?` counts only where nobody types. */
export const SHORTCUTS: readonly Shortcut[] = [
  { command: 'microphone', key: 'D', shift: false, text: 'Mute or unmute' },
  { command: 'camera', key: 'E', shift: false, text: 'Turn the camera on or off' },
  { command: 'share', key: 'E', shift: true, text: 'Share your screen, or stop sharing' },
  { command: 'hand', key: 'K', shift: true, text: 'Raise or lower your hand in a group' },
  { command: 'list', key: '?', shift: false, text: 'Show these shortcuts' },
];

/** The command of a key; null if it has none. */
export function commandOf(press: KeyPress, isMac: boolean, isTyping: boolean): Command | null {
  const { ctrlKey, metaKey, altKey, shiftKey } = press;
  if (press.key === '?') return isTyping || ctrlKey || metaKey || altKey ? null : 'list';
  const [modifier, other] = isMac ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  if (!modifier || other || altKey) return null;
  const letter = letterOf(press);
  return SHORTCUTS.find(({ key, shift }) => key === letter && shift === shiftKey)?.command ?? null;
}

/** On a keyboard without Latin letters, the place of the key decides. */
function letterOf({ key, code }: KeyPress): string {
  return /^[a-z]$/i.test(key) ? key.toUpperCase() : code.replace(/^Key/, '');
}

/** The keys as they are written on this keyboard: "Ctrl", "Shift", "E". */
export function keyNames({ key, shift }: Shortcut, isMac: boolean): readonly string[] {
  if (key === '?') return ['?'];
  return [isMac ? '⌘' : 'Ctrl', ...(shift ? [isMac ? '⇧' : 'Shift'] : []), key];
}

/** Whether keys write into this element. */
export function isTextField(element: Element | null): boolean {
  return element?.closest('input, textarea, select, [contenteditable]') != null;
}

export function isMacPlatform(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
