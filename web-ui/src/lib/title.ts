const NAME = 'Visavis';

let unread = 0;
let urgent: string | null = null;

/** How much waits to be looked at; 0: nothing. */
export function setTitleCount(count: number): void {
  unread = count;
  show();
}

/** Something that cannot wait, in place of all else; null: no more. */
export function setUrgentTitle(text: string | null): void {
  urgent = text;
  show();
}

function show(): void {
  document.title = urgent ?? (unread > 0 ? `(${unread}) ${NAME}` : NAME);
}
