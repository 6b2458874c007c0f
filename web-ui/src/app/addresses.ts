export const SIGN_IN = '/sign-in';
const START = '/people';

/** The search parameters of an address. All values are texts. */
export type Search = Record<string, string | undefined>;

export function parseSearch(search: string): Search {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

/** The page to open after the sign-in: the one that was asked for, and only one of this site. */
export function pageAfterSignIn(next: string | undefined): string {
  if (!next?.startsWith('/') || /^\/[/\\]/.test(next) || next.startsWith(SIGN_IN)) return START;
  return next;
}

/** `next` of the sign-in page, for a user who asked for `href`; undefined for the page that opens anyway. */
export function nextFor(href: string): string | undefined {
  return pageAfterSignIn(href) === START ? undefined : href;
}
