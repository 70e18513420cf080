import type { Region } from '../model/basics.ts'
import type { Session } from './session.ts'

/** What has no region, whichever session asks: gaps and refusals name it so, and advise nothing about a region of the policy. */
export const everywhere = (session: Session): Session => ({
  ...session,
  target: { ...session.target, region: 'global' as Region },
})
