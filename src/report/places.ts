import { hashOf } from '../lib/canonical-json.ts'
import type { Report } from '../model/report.ts'

type Sent = Pick<Report, 'policy' | 'targets'>

const isAccount = (account: string): boolean => /^\d{12}$/.test(account)

/**
 * Where a job of a policy without targets was sent, `111122223333:us-east-1`: other jobs of the same policy look elsewhere, and what
 * this one did not see may be theirs. null: the policy names all, and every run looks at all of it.
 */
export function placesOf({ policy, targets }: Sent): readonly string[] | null {
  if (policy === null || policy.targets.every(({ account }) => account !== null)) return null
  // Whose account is not known when it fails is still sent to the same place.
  const accounts = [...new Set(targets.map(({ target }) => target.account))].filter(isAccount).sort()
  const regions = policy.targets.flatMap(({ regions: of }) => (of.kind === 'these' ? of.regions : [])).sort()
  return accounts.flatMap((account) => regions.map((region) => `${account}:${region}`))
}

/** Tells the jobs of a policy apart, by as many digits; '': there is nothing to tell apart. */
export function jobOf(sent: Sent, digits: number): string {
  const places = placesOf(sent)
  return places === null || places.length === 0 ? '' : hashOf(places).slice(0, digits)
}
