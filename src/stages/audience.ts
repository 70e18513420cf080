import type { EventContext } from '../github/event.ts'
import type { Policy } from '../model/policy.ts'
import type { Report } from '../model/report.ts'

/** Everybody can read what a public repository publishes, and nobody knows who reads one of unknown visibility. */
export const audienceFor = (
  { inActions, visibility }: EventContext,
  shown: Policy['publish']['public'],
): Report['audience'] => (!inActions || visibility === 'private' || shown === 'details' ? 'details' : 'counts')
