import type { KindIo, Source } from '../model/kind.ts'
import type { Kind } from '../model/resource.ts'
import type { Session } from './session.ts'

/** What the Resource Groups Tagging API returns of a region: one listing for all kinds that no service lists here. */
const source: Source<Session> = {
  per: 'region',
  async *list() {},
}

/** The effectful half of any kind that only the tagging API knows. */
export function anyKindIo(kind: Kind): KindIo<Session> {
  return {
    kind,
    source,
    read: async (_session, refs) =>
      refs.map((ref) => ({ ref, resource: { known: false, why: 'unsupported', operation: 'tag:GetResources' } })),
    send: async (_session, call) => ({ kind: 'refused', why: 'not written yet', failed: call.changes }),
  }
}
