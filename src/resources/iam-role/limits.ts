import { sizeOf } from '../../lib/iam/value.ts'
import type { Resource } from '../../model/resource.ts'
import type { Facts } from './model.ts'

/**
 * What no account can have, however far its quotas were raised: IAM refuses it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const most = { attached: 25, inline: 10_240, trust: 8_192 } as const

/** Only what grows can be refused. */
export function refuses(
  { facts: before }: Resource<'iam-role'>,
  { facts: after }: Resource<'iam-role'>,
): string | null {
  const over = (what: keyof typeof most, count: (facts: Facts) => number): number | null => {
    const now = count(after)
    return now > most[what] && now > count(before) ? now : null
  }
  const attached = over('attached', ({ attached: list }) => (list.known ? list.value.length : 0))
  if (attached !== null) return `the role would carry ${attached} managed policies, and AWS takes ${most.attached}`
  const inline = over('inline', inlineSize)
  if (inline !== null)
    return `its inline policies would hold ${inline} characters, and AWS takes ${most.inline} together`
  const trust = over('trust', (facts) => sizeOf(facts.trust))
  return trust === null ? null : `its trust policy would hold ${trust} characters, and AWS takes ${most.trust}`
}

const inlineSize = ({ inline }: Facts): number =>
  inline.known ? [...inline.value.values()].reduce((sum, text) => sum + sizeOf(text), 0) : 0
