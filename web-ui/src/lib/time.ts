const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** 65 -> 1:05, 3665 -> 1:01:05. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** "just now", "5 minutes ago", "yesterday"; after a week, the date. */
export function formatTimeAgo(then: number, now: number): string {
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return relative.format(-minutes, 'minute');
  if (minutes < 24 * 60) return relative.format(-Math.floor(minutes / 60), 'hour');
  const days = Math.floor(minutes / (24 * 60));
  if (days <= 7) return relative.format(-days, 'day');
  return new Date(then).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' });
}

const DAY_MS = 24 * 60 * 60 * 1000;
const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
const clock = new Intl.DateTimeFormat('en', {
  hour: 'numeric',
  minute: '2-digit',
  ...(hourCycle && { hourCycle }),
});

/** "14:05", or "2:05 PM" where the user's settings say so. */
export function formatClock(then: number): string {
  return clock.format(then);
}

/** "Today", "Yesterday", "Sunday"; after six days "Sun, Nov 1", in another year with the year. */
export function formatDay(then: number, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(then)) / DAY_MS);
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const date = new Date(then);
  if (days < 7) return date.toLocaleDateString('en', { weekday: 'long' });
  return date.toLocaleDateString('en', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(date.getFullYear() !== new Date(now).getFullYear() && { year: 'numeric' as const }),
  });
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
