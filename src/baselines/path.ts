import { sha256 } from '../lib/canonical-json.ts'
import type { Baseline } from '../model/baseline.ts'

export const baselineFolder = '.github/holdfast/baselines'
const ending = '.json'
/** Far below what any file system takes, so that a copy with a longer ending fits, too. */
const longest = 200

/**
 * Where a baseline lies: `<name>.json` where AWS makes names unique (the id is the name), else `<name>~<id>.json`, or
 * `<id>.json`. Two resources never share a place, on no file system: what one of them could not hold, or would take for the
 * same as another, is written as `%20`, and what is too long ends in a hash.
 */
export function pathOf({ ref, name }: Pick<Baseline, 'ref' | 'name'>): string {
  const id = idPart(ref)
  const whole = unreserved(name === null || name === ref.id ? id : `${encoded(name)}~${id}`)
  return [baselineFolder, ref.account, ref.region, encoded(ref.kind), `${fitting(whole)}${ending}`].join('/')
}

/** IAM tells no names apart that differ in case alone; of all others, capitals could collide where a file system does not. */
function idPart({ kind, id }: Baseline['ref']): string {
  const safe = encoded(id)
  return kind.startsWith('iam-')
    ? safe
    : safe.replace(/%[0-9A-F]{2}|[A-Z]/g, (one) => (one.length > 1 ? one : hex(one)))
}

/** Letters, digits and `._+=,@-`; no dot at either end. `~` and `%` are ours. */
const encoded = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^A-Za-z0-9._+=,@-]/gu, hex)
    .replace(/^\.|\.$/g, hex)

const hex = (sign: string): string =>
  [...Buffer.from(sign, 'utf8')].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

/** Names that Windows keeps for devices, whatever follows their first dot. */
const unreserved = (stem: string): string =>
  /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(stem) ? `${hex(stem.charAt(0))}${stem.slice(1)}` : stem

/** `~~` stands in no other name. A sign that was written as `%20` is not cut in two. */
function fitting(stem: string): string {
  const room = longest - ending.length
  if (stem.length <= room) return stem
  const hash = sha256(stem).slice(0, 16)
  return `${stem.slice(0, room - hash.length - 2).replace(/%[0-9A-F]?$/, '')}~~${hash}`
}
