// Which actions put and remove tags, by service as ARNs name it.
import { isTagging } from './read.mjs'

/** From the most generic name on: the first pair that a service has is its own. */
const pairs = [
  ['TagResource', 'UntagResource'],
  ['TagResources', 'UntagResources'],
  ['AddTagsToResource', 'RemoveTagsFromResource'],
  ['AddTags', 'RemoveTags'],
  ['AddTags', 'DeleteTags'],
  ['CreateTags', 'DeleteTags'],
  ['CreateOrUpdateTags', 'DeleteTags'],
]
const fixed = {
  // Tags are paths of its own API: `PUT /tags/{arn}`.
  apigateway: { tag: ['PUT'], untag: ['DELETE'] },
  // Projects are tagged as part of their settings.
  codebuild: { tag: ['UpdateProject'], untag: ['UpdateProject'] },
  // Buckets without ABAC answer to the one, those with it to the other.
  s3: { tag: ['PutBucketTagging', 'TagResource'], untag: ['PutBucketTagging', 'UntagResource'] },
}
const removes = /^(Untag|Remove|Delete)/i
const reads = /^(List|Get)/
const changes = /^(Change|Update)Tags/

function actionsOf({ prefix, actions }) {
  if (fixed[prefix]) return fixed[prefix]
  const names = actions
    // The level is missing for some: aoss:TagResource is said to be a write.
    .filter((action) => isTagging(action) || /^(un)?tagResource$/i.test(action.name))
    .map(({ name }) => name)
    .filter((name) => /tag/i.test(name) && !reads.test(name))
  // Some services write UnTagResource.
  const spelled = (wanted) => names.find((name) => name.toLowerCase() === wanted.toLowerCase())
  const pair = pairs.map((one) => one.map(spelled)).find((one) => one.every((name) => name !== undefined))
  if (pair) return { tag: [pair[0]], untag: [pair[1]] }
  return {
    tag: names.filter((name) => !removes.test(name)),
    untag: names.filter((name) => removes.test(name) || changes.test(name)),
  }
}

/** ARNs of some services carry a name that is no prefix of actions: `catalog` of Service Catalog. */
function arnNames({ prefix, types }, prefixes) {
  const foreign = types.map(({ arn }) => arn.split(':')[2]).filter((name) => /^[a-z0-9-]+$/.test(name))
  return [prefix, ...new Set(foreign.filter((name) => !prefixes.has(name)))]
}

/** Lines `service prefix tag,tag untag,untag`. */
export function tagActions(services) {
  const prefixes = new Set(services.map(({ prefix }) => prefix))
  const lines = services.flatMap((service) => {
    const { tag, untag } = actionsOf(service)
    if (tag.length === 0 || untag.length === 0) return []
    return arnNames(service, prefixes).map((name) => `${name} ${service.prefix} ${tag.sort()} ${untag.sort()}`)
  })
  return lines.sort()
}

export const says =
  'What putting and removing tags needs beside the tagging API, a line a service as ARNs name it: prefix of its actions, those that tag, those that untag.'
