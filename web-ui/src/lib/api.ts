/** A request that was refused, or did not get through, in words that can be shown. */
export class ApiError extends Error {
  constructor(
    /** 0: no answer. */
    readonly status: number,
    message: string,
    /** The field at fault, as the server names it, and what is wrong with it. */
    readonly field: { name: string; problem: string } | null = null,
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
  field?: string;
}

interface RequestOptions {
  method?: string;
  /** Goes out as JSON, a Blob as it is. */
  body?: unknown;
}

let requestUser: string | null = null;

/**
 * From now on the page shows this user; null: nobody. All tabs share one cookie, so it may belong to somebody else by
 * the time of a request: the server refuses a request for this user that comes with the cookie of another one.
 */
export function setRequestUser(userId: string | null): void {
  requestUser = userId;
}

/** Calls our own origin with the session's cookie; a refusal (RFC 9457) or a dead network becomes an ApiError. */
export async function api<T>(path: string, request: RequestOptions = {}): Promise<T> {
  const response = await send(path, request);
  if (!response.ok) throw await toApiError(response);
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch (cause) {
    throw connectionError(cause); // it broke off, or something between us and Visavis has answered
  }
}

async function send(path: string, { method = 'GET', body }: RequestOptions): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      signal: AbortSignal.timeout(body instanceof Blob ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS),
      ...content(body),
    });
  } catch (cause) {
    throw connectionError(cause);
  }
}

function content(body: unknown): RequestInit {
  const headers = requestUser === null ? {} : { 'X-Visavis-User': requestUser };
  if (body === undefined) return { headers };
  if (body instanceof Blob) return { body, headers: { ...headers, 'Content-Type': body.type } };
  return { body: JSON.stringify(body), headers: { ...headers, 'Content-Type': 'application/json' } };
}

function connectionError(cause: unknown): ApiError {
  return cause instanceof DOMException && cause.name === 'TimeoutError'
    ? new ApiError(0, 'Visavis takes too long to answer. Try again in a moment.')
    : new ApiError(0, 'Visavis cannot be reached. Check your connection and try again.');
}

async function toApiError(response: Response): Promise<ApiError> {
  const { status } = response;
  if (status === 429) return new ApiError(status, rateLimitText(Number(response.headers.get('Retry-After'))));
  if (status >= 500) return new ApiError(status, 'Visavis has a problem. Try again in a moment.');
  const { detail, field } = await readProblem(response);
  if (!detail)
    return new ApiError(status, `Visavis refused this (${status}). Load the page again and retry.`);
  if (!field) return new ApiError(status, detail);
  const prefix = `${field}: `;
  const problem = detail.startsWith(prefix) ? detail.slice(prefix.length) : detail;
  return new ApiError(status, detail, { name: field, problem });
}

function rateLimitText(seconds: number): string {
  if (!(seconds > 0)) return 'Too many tries. Wait a moment and try again.';
  if (seconds < 60)
    return `Too many tries. Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
  const minutes = Math.ceil(seconds / 60);
  return `Too many tries. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
}

async function readProblem(response: Response): Promise<Problem> {
  if (!(response.headers.get('Content-Type') ?? '').includes('json')) return {};
  try {
    return (await response.json()) as Problem;
  } catch (cause) {
    console.warn('a refusal without a readable reason', cause);
    return {};
  }
}

/** What went wrong, in words; `otherwise` where the server's words are about a field, or nothing is known. */
export function errorText(cause: unknown, otherwise: string): string {
  return cause instanceof ApiError && !cause.field ? cause.message : otherwise;
}

export function isUnauthorized(cause: unknown): boolean {
  return cause instanceof ApiError && cause.status === 401;
}
