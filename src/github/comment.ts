import { oursAmong } from './author.ts'
import type { GitHub } from './client.ts'
import { bears, marked, sameBody } from './own-text.ts'
import { type Answer, answer, type Permission, type Refused } from './refusal.ts'

export interface OwnComment {
  readonly id: number
  readonly url: string
  readonly body: string
}

export interface CommentWish {
  /** The issue or pull request. */
  readonly number: number
  readonly need: Permission
  readonly marker: string
  /** Markdown, escaped. */
  readonly body: string
}

export type Commented =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly url: string }
  /** There is nothing to say, and nothing was ever said. */
  | { readonly kind: 'nothing' }
  | Refused

/** The one comment that a pull request keeps, updated in place. `quiet`: there is nothing to say, so none is begun for it. */
export async function keepComment(gh: GitHub, wish: CommentWish & { readonly quiet: boolean }): Promise<Commented> {
  const found = await findComments(gh, wish)
  if (found.kind === 'refused') return found
  const [first] = found.value
  if (first === undefined) return wish.quiet ? { kind: 'nothing' } : begin(gh, wish)
  return settle(gh, wish, first)
}

/** A comment that is written once: one that is there already, of this run or a repeated one, stays as it is. */
export async function commentOnce(gh: GitHub, wish: CommentWish): Promise<Commented> {
  const found = await findComments(gh, wish)
  if (found.kind === 'refused') return found
  const [first] = found.value
  return first === undefined ? begin(gh, wish) : { kind: 'unchanged', url: first.url }
}

/** Ours by mark and author, the oldest first. */
async function findComments(gh: GitHub, { number, need, marker }: CommentWish): Promise<Answer<readonly OwnComment[]>> {
  const listed = await gh.ask(need, async (api, at) => ({
    data: await api.paginate(api.rest.issues.listComments, { ...at, issue_number: number, per_page: 100 }),
  }))
  if (listed.kind === 'refused') return listed
  const marked = listed.value.filter(({ body }) => bears(body, marker))
  const own = await oursAmong(gh, marked)
  if (own.kind === 'refused') return own
  return answer(own.value.map(({ id, html_url: url, body = '' }) => ({ id, url, body })).sort((a, b) => a.id - b.id))
}

async function settle(gh: GitHub, wish: CommentWish, there: OwnComment): Promise<Commented> {
  const { url } = there
  const body = marked(wish.body, wish.marker)
  if (sameBody(there.body, body)) return { kind: 'unchanged', url }
  const done = await gh.ask(wish.need, (api, at) =>
    api.rest.issues.updateComment({ ...at, comment_id: there.id, body }),
  )
  return done.kind === 'refused' ? done : { kind: 'updated', url }
}

async function begin(gh: GitHub, wish: CommentWish): Promise<Commented> {
  const body = marked(wish.body, wish.marker)
  const made = await gh.ask(wish.need, (api, at) =>
    api.rest.issues.createComment({ ...at, issue_number: wish.number, body }),
  )
  if (made.kind === 'refused' && made.why !== 'unavailable' && made.why !== 'unreachable' && made.why !== 'malformed')
    return made
  // Whether the answer was lost, or another run began one at the same time: the oldest is the one.
  const [first, ...rest] = await ownNow(gh, wish)
  if (first === undefined) return made.kind === 'refused' ? made : { kind: 'created', url: made.value.html_url }
  const mine = rest.find(({ id }) => made.kind === 'answer' && id === made.value.id)
  if (mine === undefined) return { kind: 'created', url: first.url }
  await gh.ask(wish.need, (api, at) => api.rest.issues.deleteComment({ ...at, comment_id: mine.id }))
  return settle(gh, wish, first)
}

async function ownNow(gh: GitHub, wish: CommentWish): Promise<readonly OwnComment[]> {
  const found = await findComments(gh, wish)
  return found.kind === 'refused' ? [] : found.value
}

/** For a comment that a run writes once. */
export const runMarker = (marker: string, run: string): string => `${marker}:run-${run}`
