const NAME = 'Visavis';

let unread = 0;
let urgent: string | null = null;

/** Shows a count in the page's title; 0 removes it. */
export function setTitleCount(count: number): void {
  unread = count;
  show();
}

/** Replaces the page's title until it is called with null. */
export function setUrgentTitle(text: string | null): void {
  urgent = text;
  show();
}

function show(): void {
  document.title = urgent ?? (unread > 0 ? `(${unread}) ${NAME}` : NAME);
}
