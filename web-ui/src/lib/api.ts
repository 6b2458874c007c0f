/** A request that was refused or failed. The message can be shown to the user. */
export class ApiError extends Error {
  constructor(
    /** The HTTP status; 0 if there was no response. */
    readonly status: number,
    message: string,
    /** The field that the server rejected, and why. */
    readonly field: { name: string; problem: string } | null = null,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

const TIMEOUT_MS = 10_000;
/** Long enough for a few megabytes over a slow uplink. */
const UPLOAD_TIMEOUT_MS = 60_000;

interface Problem {
  title?: string;
  detail?: string;
  field?: string;
}

interface RequestOptions {
  method?: string;
  /** Sent as JSON; a Blob is sent unchanged. */
  body?: unknown;
}

let requestUser: string | null = null;

/**
 * Sets the user that the page shows; null for nobody. All tabs share one cookie, so the cookie may belong to another user
 * by the time of a request. The server refuses a request for this user that carries another user's cookie.
 */
export function setRequestUser(userId: string | null): void {
  requestUser = userId;
}

/**
 * Sends a request to the page's own origin, with the session's cookie. Throws ApiError if the server refuses it (RFC 9457)
 * or does not respond.
 */
export async function api<T>(path: string, request: RequestOptions = {}): Promise<T> {
  const response = await send(path, request);
  if (!response.ok) throw await toApiError(response);
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch (cause) {
    throw connectionError(cause); // the response is incomplete, or a proxy sent it
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
    ? new ApiError(0, 'Visavis is taking too long to respond. Try again in a moment.')
    : new ApiError(0, 'Visavis cannot be reached. Check your connection and try again.');
}

async function toApiError(response: Response): Promise<ApiError> {
  const { status } = response;
  if (status === 429) return new ApiError(status, rateLimitText(Number(response.headers.get('Retry-After'))));
  if (status >= 500) return new ApiError(status, 'Visavis has a problem. Try again in a moment.');
  const { detail, field } = await readProblem(response);
  if (!detail)
    return new ApiError(status, `Visavis refused the request (${status}). Reload the page and try again.`);
  if (!field) return new ApiError(status, detail);
  const prefix = `${field}: `;
  const problem = detail.startsWith(prefix) ? detail.slice(prefix.length) : detail;
  return new ApiError(status, detail, { name: field, problem });
}

function rateLimitText(seconds: number): string {
  if (!(seconds > 0)) return 'Too many attempts. Wait a moment and try again.';
  if (seconds < 60)
    return `Too many attempts. Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`;
  const minutes = Math.ceil(seconds / 60);
  return `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
}

async function readProblem(response: Response): Promise<Problem> {
  if (!(response.headers.get('Content-Type') ?? '').includes('json')) return {};
  try {
    return (await response.json()) as Problem;
  } catch (cause) {
    console.warn('The server refused a request without a readable reason', cause);
    return {};
  }
}

/** The error's message, or `otherwise` if it is about a form field or the error is unknown. */
export function errorText(cause: unknown, otherwise: string): string {
  return cause instanceof ApiError && !cause.field ? cause.message : otherwise;
}

export function isUnauthorized(cause: unknown): boolean {
  return cause instanceof ApiError && cause.status === 401;
}

/** Whether the same request may succeed later: there was no response, the server has a problem, or it limits the rate. */
export function isTransient(cause: unknown): boolean {
  return cause instanceof ApiError && (cause.status === 0 || cause.status === 429 || cause.status >= 500);
}
