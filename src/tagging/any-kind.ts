import type { KindLogic } from '../model/kind.ts'
import type { Kind } from '../model/resource.ts'
import { plainKind } from './kind.ts'
import { serviceTags } from './style.ts'
import { tagActionsOf } from './tables.ts'

const made = new Map<Kind, KindLogic>()

/** A kind that only the tagging API knows, or a pattern of such (`rds:*`): its tags are all that is known of it. */
export function anyKind(kind: Kind): KindLogic {
  const known = made.get(kind) ?? logicOf(kind)
  made.set(kind, known)
  return known
}

function logicOf(kind: Kind): KindLogic {
  const [service = ''] = kind.split(':')
  return plainKind(
    {
      kind,
      awsName: kind as `${string}:${string}`,
      lists: false,
      reads: ['tag:GetResources'],
      // Every service has pages of its own.
      consoleLink: () => '',
    },
    // Of a pattern over services nobody knows which they are.
    serviceTags(service, tagActionsOf(service) ?? { tag: [], untag: [] }),
  )
}
