/** Whether two addresses are of one account: Heroku keeps the letters as they were typed at sign-up. */
export const isSameEmail = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
