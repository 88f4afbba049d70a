/** `0.4 s`, `12 s`: how long a hop took or was waited for. */
export function seconds(ms: number): string {
  return ms < 1000 ? `${Math.max(0.1, Math.round(ms / 100) / 10)} s` : `${Math.round(ms / 1000)} s`;
}
