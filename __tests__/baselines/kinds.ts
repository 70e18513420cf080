import { isRecorded, type RecordedLogic } from '../../src/baselines/compare.ts'
import type { KindLogic, Kinds } from '../../src/model/kind.ts'
import type { Kind } from '../../src/model/resource.ts'
import { kinds as house } from '../../src/resources/index.ts'

const all = new Map<Kind, KindLogic>(house.map((logic) => [logic.kind, logic as unknown as KindLogic]))
export const kinds: Kinds = { get: (kind) => all.get(kind) }

const logic = all.get('security-group')
if (!isRecorded(logic)) throw new Error('security groups are recorded')
export const groupLogic: RecordedLogic = logic
