const ANSWERS_ATTRIBUTE = 'a=x-answers:';

/** Adds a line to an answer that names its offer. Browsers ignore the unknown attribute (RFC 8866, section 5.13). */
export function tagAnswer(offer: string | undefined, answer: string): string {
  const id = offer === undefined ? undefined : offerId(offer);
  return id === undefined ? answer : `${answer}${ANSWERS_ATTRIBUTE}${id}\r\n`;
}

/**
 * Whether an answer belongs to this offer. An answer may arrive after the offering page was reloaded. An answer that does
 * not name its offer is accepted.
 */
export function isAnswerTo(offer: string | undefined, answer: string): boolean {
  const about = new RegExp(`^${ANSWERS_ATTRIBUTE}(.+?)\\r?$`, 'm').exec(answer)?.[1];
  return about === undefined || offer === undefined || about === offerId(offer);
}

/** `o=<user> <session id> <version> …` differs for each offer. */
function offerId(sdp: string): string | undefined {
  return /^o=\S+ (\S+ \S+)/m.exec(sdp)?.[1];
}

/** `o=<user> <session id> …` stays the same for the life of a connection (RFC 8829, section 5.2.1). */
export function sdpOrigin(sdp: string): string | undefined {
  return /^o=\S+ (\S+)/m.exec(sdp)?.[1];
}
