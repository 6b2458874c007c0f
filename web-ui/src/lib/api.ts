/** A request that was refused, in words that can be shown. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

const TIMEOUT_MS = 10_000;
/** For a few megabytes over a slow uplink. */
const UPLOAD_TIMEOUT_MS = 60_000;

interface Problem {
  title?: string;
  detail?: string;
}

interface Request {
  method?: string;
  /** Goes out as JSON, a Blob as it is. */
  body?: unknown;
}

/** Calls our own origin with the session's cookie; a refusal (RFC 9457) or a dead network becomes an ApiError. */
export async function api<T>(path: string, request: Request = {}): Promise<T> {
  const response = await reach(path, request);
  if (!response.ok) throw new ApiError(response.status, await words(response));
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

async function reach(path: string, { method = 'GET', body }: Request): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      signal: AbortSignal.timeout(body instanceof Blob ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS),
      ...content(body),
    });
  } catch (cause) {
    throw new ApiError(
      0,
      `Visavis cannot be reached (${cause instanceof Error ? cause.message : 'no answer'}).`,
    );
  }
}

function content(body: unknown): RequestInit {
  if (body === undefined) return {};
  if (body instanceof Blob) return { body, headers: { 'Content-Type': body.type } };
  return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}

async function words(response: Response): Promise<string> {
  const type = response.headers.get('Content-Type') ?? '';
  if (type.includes('json')) {
    const problem = (await response.json()) as Problem;
    const said = problem.detail ?? problem.title;
    if (said) return said;
  }
  if (response.status === 429) return 'Too many tries. Wait a moment and try again.';
  if (response.status >= 500) return 'Visavis has a problem. Try again in a moment.';
  return `The request was refused (${response.status}).`;
}

/** What went wrong, in words; `otherwise` where nothing better is known. */
export function wordsOf(cause: unknown, otherwise: string): string {
  return cause instanceof Error ? cause.message : otherwise;
}

export function isUnauthorized(cause: unknown): boolean {
  return cause instanceof ApiError && cause.status === 401;
}
