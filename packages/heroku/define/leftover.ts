const LEFTOVER_MS = 15 * 60_000;

/** Whether something was made, or begun, so short a time ago that a run which was cut short may have left it. */
export const isLeftover = (since: string): boolean => Date.now() - Date.parse(since) < LEFTOVER_MS;
