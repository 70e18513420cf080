import * as z from 'zod/mini'

/** What a resource is that nobody recorded, where others of its kind are: a finding, nothing, or as drifted as a changed one. */
export const news = ['report', 'ignore', 'drift'] as const

export const options = z.strictObject({
  new: z._default(z.enum(news, { error: `one of ${news.join(', ')}` }), 'report'),
})

export type Options = z.infer<typeof options>
