/** Statuses are told apart from 100 to 599; what is not one of them has a place of its own after them. */
export const FIRST_STATUS = 100;
export const END_OF_STATUSES = 600;
export const NO_STATUS = END_OF_STATUSES - FIRST_STATUS;

export const TOO_MANY = 429;
/** From here on a status says that the server failed. */
export const FIRST_FAILURE = 500;

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
