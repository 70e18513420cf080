import type { Call, Sent } from '../model/member.ts'
import { isRefusal, maySendAgain, troubleOf } from './errors.ts'
import { refusedBy } from './gap.ts'
import type { Session } from './session.ts'

/** Buckets of AWS's throttling refill with a few calls a second. Only a call that was throttled, or that met another one, is tried again: it was surely not carried out. */
const pauses = [500, 1000, 2000, 4000, 8000] as const

/** Sends one write, which is `work`. An answer that was lost is `unknown`: only what is read afterwards can tell. */
export async function sendOnce(session: Session, call: Call, work: () => Promise<Sent>): Promise<Sent> {
  for (const pause of [...pauses, null]) {
    try {
      return await work()
    } catch (error) {
      const trouble = troubleOf(error)
      if (maySendAgain(trouble) && pause !== null) {
        await new Promise((resolve) => setTimeout(resolve, pause))
        continue
      }
      return isRefusal(error)
        ? refusedBy(session, call, trouble)
        : { kind: 'unknown', why: `${trouble.code}: ${trouble.message}` }
    }
  }
  return { kind: 'unknown', why: 'throttled to the end' }
}
