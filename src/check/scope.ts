import type { TargetSpec } from '../model/policy.ts'
import type { World } from '../model/world.ts'

/** Whether a policy with these targets would read what lies there. */
export function covers(
  targets: readonly TargetSpec[],
  { account, region }: { readonly account: string; readonly region: string },
): boolean {
  return targets.some((target) => {
    if (target.account !== account) return false
    // What has no region is read with any of the account's.
    if (region === 'global') return true
    const { regions } = target
    return regions.kind === 'these'
      ? regions.regions.some((one) => one === region)
      : !regions.except.some((one) => one === region)
  })
}

/** What a policy with these targets would have read of a world: nothing is gone that lies outside, it is not looked at. */
export function within(world: World, targets: readonly TargetSpec[], parts: Pick<World, 'baselines'>): World {
  const known = new Map<string, boolean>()
  const isIn = (at: { readonly account: string; readonly region: string }): boolean => {
    const key = `${at.account}/${at.region}`
    const answer = known.get(key) ?? covers(targets, at)
    known.set(key, answer)
    return answer
  }
  const resources = world.resources.filter(({ ref }) => isIn(ref))
  return {
    ...parts,
    resources,
    others: world.others,
    gaps: world.gaps.filter(isIn),
    whole: new Set([...world.whole].filter((key) => isIn(placeIn(key)))),
    get(kind, id, at) {
      // What is looked up may lie anywhere; what a policy does not read is unread to it.
      return isIn(at) ? world.get(kind, id, at) : { known: false, why: 'unsupported', operation: `read of ${kind}` }
    },
  }
}

/** `account/region/kind`, and what may follow. */
function placeIn(key: string): { readonly account: string; readonly region: string } {
  const [account = '', region = ''] = key.split('/')
  return { account, region }
}
