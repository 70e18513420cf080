import { many } from '../../lib/many.ts'
import type { Baselines } from '../../model/baseline.ts'
import type { Region } from '../../model/basics.ts'
import type { Kind, Ref, Resource } from '../../model/resource.ts'
import type { Beyond, Verdict } from '../../model/rule.ts'
import type { World } from '../../model/world.ts'
import { defineRule } from '../define.ts'
import { breachesOf, goneBreach, newBreach, notRecordedBreach } from './breaches.ts'
import { type Options, options } from './options.ts'

export const rule = defineRule<Options, Kind>({
  id: 'drift',
  title: 'Resources are as their baselines in the repository have them',
  severity: 'high',
  controls: { securityHub: [], cis: [] },
  // The kinds that its use names, else all that are recorded.
  kinds: () => [],
  recorded: true,
  writes: (_, kinds) => kinds.flatMap(({ writes, tagging }) => [...writes, ...tagging.writes]),
  tagKeys: () => null,
  options,
  check(resource, { new: news }, world): Verdict {
    const baselines = loaded(world)
    const { account, kind } = resource.ref
    if (baselines.isOfAws(resource.ref)) return 'not-applicable'
    // Said once, of the whole account.
    if (!baselines.any(account, kind)) return 'not-applicable'
    const drift = baselines.drift(resource, world)
    if (drift !== null) return many(breachesOf(resource, drift)) ?? 'pass'
    if (news === 'ignore') return 'not-applicable'
    const parts = news === 'drift' ? breachesOf(resource, baselines.fromNothing(resource, world)) : []
    return [newBreach(resource), ...parts]
  },
  beyond(use, looked, world) {
    const baselines = loaded(world)
    const gone = baselines.all.filter(({ ref }) => use.kinds.includes(ref.kind) && baselines.isGone({ ref }, world))
    return [
      ...gone.map(
        (baseline): Beyond => ({
          subject: baselines.subject(baseline),
          breach: goneBreach(baseline),
          selected: false,
        }),
      ),
      ...notRecorded(baselines, looked),
    ]
  },
})

function loaded({ baselines }: World): Baselines {
  if (baselines === null) throw new Error('drift was asked for, and no baselines were loaded')
  return baselines
}

/** One an account and kind, however many resources there are. */
function notRecorded(baselines: Baselines, looked: readonly Resource[]): readonly Beyond[] {
  const groups = new Map<string, { readonly ref: Ref; count: number }>()
  for (const { ref } of looked) {
    if (baselines.any(ref.account, ref.kind) || baselines.isOfAws(ref)) continue
    const key = `${ref.account}/${ref.kind}`
    const own = groups.get(key) ?? { ref: whole(ref), count: 0 }
    own.count++
    groups.set(key, own)
  }
  return [...groups.values()].map(({ ref, count }): Beyond => {
    const nothing = { known: true, value: null } as const
    const subject = { ref, name: nothing, vpc: nothing, tags: { known: true as const, value: new Map() } }
    return { subject, breach: notRecordedBreach(ref.kind, count), selected: true }
  })
}

/** All of a kind in an account. */
const whole = ({ kind, account }: Ref): Ref => ({ kind, account, region: 'global' as Region, id: '*', arn: '' })
