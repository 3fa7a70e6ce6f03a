/** Token of a resource type or function in the engine's language: `heroku:index:App`. */
export const token = (type: string): string => `heroku:index:${type}`;
