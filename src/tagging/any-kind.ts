import type { KindLogic } from '../model/kind.ts'
import type { Kind } from '../model/resource.ts'
import { plainKind } from './kind.ts'
import { serviceTags } from './style.ts'

const made = new Map<Kind, KindLogic>()

/** A kind that only the tagging API knows, or a pattern of such (`rds:*`): its tags are all that is known of it. */
export function anyKind(kind: Kind): KindLogic {
  const known = made.get(kind) ?? logicOf(kind)
  made.set(kind, known)
  return known
}

function logicOf(kind: Kind): KindLogic {
  return plainKind(
    {
      kind,
      awsName: kind as `${string}:${string}`,
      lists: false,
      reads: ['tag:GetResources'],
      consoleLink: () => '',
    },
    serviceTags({ tag: [], untag: [] }),
  )
}
