/** A failure that somebody has decided to live with for a while. */
export interface Suppression {
  /** Id of the check. */
  check: string;
  /** Where it holds; an empty scope is everywhere. */
  scope: { portal?: number; profile?: string };
  reason: string;
  /** The last day on which it holds, in UTC: `2026-12-31`. */
  expires: string;
}

/** How a suppression shows on the check that it covers. */
export type SuppressedBy = Pick<Suppression, 'reason' | 'expires'>;

/** What became of the suppressions that this run could have used. */
export interface SuppressionUse {
  /** Checks whose failure is covered. */
  applied: string[];
  /** The check was judged and did not fail: the entry can go. */
  unused: Suppression[];
  /** Past its last day: it covers nothing any more. */
  expired: Suppression[];
}
