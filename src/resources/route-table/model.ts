/** Its tags are all that is read of it so far. */
export type Facts = Readonly<Record<string, never>>
