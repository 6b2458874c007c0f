const ANSWERS_ATTRIBUTE = 'a=x-answers:';

/** The answer with a line that says which offer it is about; browsers pass over it (RFC 8866, section 5.13). */
export function tagAnswer(offer: string | undefined, answer: string): string {
  const id = offer === undefined ? undefined : offerId(offer);
  return id === undefined ? answer : `${answer}${ANSWERS_ATTRIBUTE}${id}\r\n`;
}

/**
 * An answer can outlive the page that offered: it was on its way, or kept, when another page of the device came. One that does
 * not say what it is about is taken.
 */
export function isAnswerTo(offer: string | undefined, answer: string): boolean {
  const about = new RegExp(`^${ANSWERS_ATTRIBUTE}(.+?)\\r?$`, 'm').exec(answer)?.[1];
  return about === undefined || offer === undefined || about === offerId(offer);
}

/** `o=<user> <session id> <version> …` is another one for each offer. */
function offerId(sdp: string): string | undefined {
  return /^o=\S+ (\S+ \S+)/m.exec(sdp)?.[1];
}

/** `o=<user> <session id> …` stays the same for the life of a connection (RFC 8829, section 5.2.1). */
export function sdpOrigin(sdp: string): string | undefined {
  return /^o=\S+ (\S+)/m.exec(sdp)?.[1];
}
