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

function setWords({ globs }: ResourceSet): string {
  if (globs.some(isTotal)) return 'every resource'
  const texts = globs.map(({ text }) => text)
  const more = texts.length > mostShown ? ` and ${texts.length - mostShown} more` : ''
  return `${texts.slice(0, mostShown).join(', ')}${more}`
}

/** The narrowest set it is in, less those that it is not in. */
function regionWords({ inside }: Region, sets: readonly ResourceSet[]): string {
  const [narrowest] = sets.filter((_, index) => inside[index] === true).sort((a, b) => longest(b) - longest(a))
  const out = sets.filter((_, index) => inside[index] !== true)
  const base = narrowest === undefined ? 'every resource' : setWords(narrowest)
  return out.length === 0
    ? base
    : `${base} except ${out.slice(0, mostShown).map(setWords).join(', ')}${out.length > mostShown ? ', …' : ''}`
}

const longest = ({ globs }: ResourceSet): number => Math.max(0, ...globs.map(({ tokens }) => tokens.length))
