/** Nothing beside its tags. */
export type Facts = Readonly<Record<string, never>>
