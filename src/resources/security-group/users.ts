import type { Observed } from '../../model/basics.ts'
import type { Users } from './model.ts'

/** Who uses a group, as a sentence without its full stop. */
export function usersText(users: Observed<Users> | null): string {
  if (users === null) return 'Who uses the group was not asked'
  if (!users.known) return `Who uses the group could not be read (${users.operation}: ${users.why})`
  const { interfaces, publicAddresses } = users.value
  if (interfaces === 0) return 'No network interface uses the group'
  const those = interfaces === 1 ? '1 network interface uses' : `${interfaces} network interfaces use`
  return `${those} the group, ${publicAddresses} with a public address`
}

/** Orders findings: what has public addresses before what is used before what nobody uses. */
export function usersWeight(users: Observed<Users> | null): number {
  return users?.known === true ? users.value.publicAddresses * 1_000_000 + users.value.interfaces : 0
}
