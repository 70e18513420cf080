import type { Json } from '../model/basics.ts'
import type { Member } from '../model/member.ts'
import type { Gap, Ref, Resource } from '../model/resource.ts'
import { type Trouble, troubleOf } from './errors.ts'
import { everywhere } from './everywhere.ts'
import { gapOf } from './gap.ts'
import { defaultDocument } from './iam-role-read.ts'
import type { Session } from './session.ts'

type Role = Resource<'iam-role'>

/** What was asked for, or could not be read; null: it is not there. */
type Asked = Promise<string | Trouble | null>

/** What a session has learnt: by its listing, and by asking. */
const learnt = new WeakMap<Session, { listed: ReadonlyMap<string, string>; readonly asked: Map<string, Asked> }>()

const memory = (session: Session) => {
  const known = learnt.get(session) ?? { listed: new Map<string, string>(), asked: new Map<string, Asked>() }
  learnt.set(session, known)
  return known
}

/** Documents of managed policies that a listing gave. */
export const remember = (session: Session, listed: ReadonlyMap<string, string>): void => {
  memory(session).listed = listed
}

/**
 * Adds the documents of policies that these roles are to carry and do not: the listing has none of AWS's policies that nobody
 * carries. Each is asked for once.
 */
export async function toward(
  session: Session,
  roles: readonly Role[],
  members: (ref: Ref) => ReadonlyMap<Member, Json | null>,
): Promise<{ readonly resources: readonly Role[]; readonly gaps: readonly Gap[] }> {
  const gaps = new Map<string, Gap>()
  const made = new Map<ReadonlyMap<string, string>, Map<string, string>>()
  const resources: Role[] = []
  for (const role of roles) {
    const { policies } = role.facts
    const missing = wanted(members(role.ref)).filter((arn) => !policies.has(arn))
    if (missing.length === 0) {
      resources.push(role)
      continue
    }
    const more = made.get(policies) ?? new Map(policies)
    made.set(policies, more)
    for (const arn of missing) {
      const text = await documentOf(session, arn)
      if (typeof text === 'string') more.set(arn, text)
      else if (text !== null) gaps.set(arn, gapFor(session, role, text))
    }
    resources.push({ ...role, facts: { ...role.facts, policies: more } })
  }
  return { resources, gaps: [...gaps.values()] }
}

const gapFor = (session: Session, { ref }: Role, trouble: Trouble): Gap =>
  gapOf(everywhere(session), trouble, { kind: 'iam-role', operation: 'iam:GetPolicyVersion', id: ref.id })

function wanted(members: ReadonlyMap<Member, Json | null>): readonly string[] {
  return [...members].flatMap(([member, value]) => {
    if (member === 'boundary') return typeof value === 'string' ? [value] : []
    return member.startsWith('attached ') ? [member.slice('attached '.length)] : []
  })
}

async function documentOf(session: Session, arn: string): Promise<string | Trouble | null> {
  const { listed, asked } = memory(session)
  const known = listed.get(arn)
  if (known !== undefined) return known
  const asking = asked.get(arn) ?? ask(session, arn)
  asked.set(arn, asking)
  return asking
}

async function ask(session: Session, arn: string): Asked {
  try {
    return await defaultDocument(await session.iam(), arn)
  } catch (error) {
    const trouble = troubleOf(error)
    // One that is gone cannot be attached again: what it said is nobody's to know.
    return trouble.why === 'not-found' ? null : trouble
  }
}
