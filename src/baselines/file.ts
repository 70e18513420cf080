import { prettyJson } from '../lib/pretty-json.ts'
import type { Baseline } from '../model/baseline.ts'

/** The file's text: canonical, so that the same baseline is the same bytes, and a line a member, so that it can be reviewed. */
export function baselineText({ ref, name, unique, members, unread }: Baseline): string {
  const { kind, account, region, id, arn } = ref
  const whole = {
    version: 1,
    kind,
    account,
    region,
    id,
    arn,
    name,
    ...(unique === null ? {} : { unique }),
    members: Object.fromEntries(members),
    ...(unread.length === 0 ? {} : { unread: [...unread].sort() }),
  }
  return `${prettyJson(whole)}\n`
}
