import type { Observed } from '../model/basics.ts'
import type { Call, Sent } from '../model/member.ts'
import type { Gap, Kind, Ref } from '../model/resource.ts'
import { refusalAdvice } from './advice.ts'
import { malformed, type Trouble } from './errors.ts'
import type { Session } from './session.ts'

type Place = Pick<Session, 'target' | 'role'>
type Unread = Extract<Observed<unknown>, { readonly known: false }>

/** What could not be read of a session's account and region; `id` null: the listing. */
export function gapOf(
  place: Place,
  trouble: Trouble,
  at: { readonly kind: Kind; readonly operation: string; readonly id: string | null },
): Gap {
  const { account, region } = place.target
  const detail = `${advice(place, trouble, at.operation)}${trouble.code}: ${trouble.message}`
  return { account, region, ...at, role: place.role, why: trouble.why, detail }
}

/** What was to be read again and could not be: such a read says why and what was asked, and keeps no more of the refusal. */
export function gapOfUnread({ role }: Pick<Session, 'role'>, on: Ref, { why, operation }: Unread): Gap {
  const { account, region, kind, id } = on
  const detail = why === 'denied' ? allowing(operation, role) : null
  return { account, region, kind, id, operation, role, why, detail }
}

/** To be thrown for an answer of status 200 that lacks what AWS documents: never "nothing there". */
export const malformedAnswer = (what: string): Error => Object.assign(new Error(what), { name: malformed(what).code })

/** A write that AWS surely did not do. */
export function refusedBy(place: Place, call: Call, trouble: Trouble): Sent {
  const why = `${advice(place, trouble, call.api)}${trouble.code}: ${trouble.message}`
  return { kind: 'refused', why, failed: call.changes }
}

/** AWS says by what it was forbidden, where nothing that is missing is to blame. */
const explicit =
  /with an explicit deny in an? ((?:identity-based|resource-based|session|VPC endpoint) policy|permissions boundary)/i

/** What a person can do about a refusal, with the action and the role; nothing for any other trouble. */
function advice({ role, target }: Place, trouble: Trouble, action: string): string {
  const asked = { action, who: role ?? "the environment's credentials", region: target.region, fresh: role !== null }
  const known = refusalAdvice(trouble, asked)
  if (known !== null) return `${known}. `
  const [, denial] = explicit.exec(trouble.message) ?? []
  if (denial !== undefined)
    return `an explicit deny in the ${denial.toLowerCase()} forbids ${action} to ${asked.who}, which no allow lifts: take the deny out of it. `
  return /^(Client\.)?(AccessDenied|AccessDeniedException|UnauthorizedOperation|UnauthorizedAccess|NotAuthorized)$/.test(
    trouble.code,
  )
    ? `${allowing(action, role)}. `
    : ''
}

const allowing = (action: string, role: string | null): string =>
  `allow ${action} to ${role ?? 'whom the credentials of the environment are of'}`
