/** What the dashboard asks the backend: the same routes and shapes as any other client. */

/** The backend did not answer as it should; the message is for the user. */
export class BackendError extends Error {}

/** Flagged turns to show. */
const QUEUE_SHOWN = 50;

export const metricsOf = (period) => ask(`/api/chat/metrics?period=${encodeURIComponent(period)}`);

export const flaggedTurns = () => ask(`/api/annotations?limit=${QUEUE_SHOWN}`);

async function ask(path) {
  const response = await fetch(path, { headers: { accept: "application/json" } }).catch(() => null);
  if (!response) throw new BackendError("The backend cannot be reached. Is it running, and are you online?");
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body;
  throw new BackendError(body?.title ? `The backend answered: ${body.title}.` : `The backend answered with status ${response.status}.`);
}
