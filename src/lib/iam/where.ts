import { matches } from '../wildcard.ts'
import type { Region, ResourceSet } from './compare.ts'
import { isTotal } from './glob.ts'

const mostShown = 3

/** Which resources some regions are, in as few words as the sets of patterns allow. */
export function whereWords(changed: ReadonlySet<Region>, all: readonly Region[], sets: readonly ResourceSet[]): string {
  if (all.every((one) => changed.has(one))) return 'every resource'
  const left = new Set(changed)
  const whole = new Set<string>()
  for (const [index, set] of sets.entries()) {
    const within = all.filter(({ inside }) => inside[index] === true)
    if (!within.some((one) => left.has(one)) || !within.every((one) => changed.has(one))) continue
    whole.add(setWords(set))
    for (const one of within) left.delete(one)
  }
  for (const one of left) whole.add(regionWords(one, sets))
  const sorted = [...whole].sort()
  return [
    ...sorted.slice(0, mostShown),
    ...(sorted.length > mostShown ? [`${sorted.length - mostShown} more`] : []),
  ].join(', and on ')
}

const setWords = (set: ResourceSet): string => (set.globs.some(isTotal) ? 'every resource' : textsWords(textsOf(set)))

function textsWords(texts: readonly string[]): string {
  if (texts.includes('*')) return 'every resource'
  const more = texts.length > mostShown ? ` and ${texts.length - mostShown} more` : ''
  return `${texts.slice(0, mostShown).join(', ')}${more}`
}

/** The narrowest set it is in, less those within it that it is not in. */
function regionWords({ inside }: Region, sets: readonly ResourceSet[]): string {
  const [narrowest] = sets.filter((_, index) => inside[index] === true).sort((a, b) => longest(b) - longest(a))
  const out = sets.filter((_, index) => inside[index] !== true).flatMap(textsOf)
  const own = narrowest === undefined || narrowest.globs.some(isTotal) ? ['*'] : textsOf(narrowest)
  const base = own.filter((one) => !out.includes(one))
  const holes = [...new Set(out)].filter((one) => !own.includes(one) && base.some((text) => matches(text, one))).sort()
  return `${textsWords(base)}${holes.length === 0 ? '' : ` except ${textsWords(holes)}`}`
}

const textsOf = ({ globs }: ResourceSet): readonly string[] => globs.map(({ text }) => text)
const longest = ({ globs }: ResourceSet): number => Math.max(0, ...globs.map(({ tokens }) => tokens.length))
