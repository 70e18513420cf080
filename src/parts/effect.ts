import { together, unshifted } from '../lib/shifts.ts'
import type { Json, Tri } from '../model/basics.ts'
import type { Shift } from '../model/member.ts'
import type { Values } from './part.ts'

/** What being there (or being on) does: lets more through, nothing to access, or what nobody can say from here. */
export type Effect = 'opens' | 'nothing' | 'unknown'

export const unchanged: Shift = unshifted
export const incomparable = (why: string): Shift => ({ gains: 'unknown', loses: 'unknown', words: [why] })
export const plainly = (words: readonly string[]): Shift => ({ gains: 'no', loses: 'no', words })

const sure: Readonly<Record<Effect, Tri>> = { opens: 'yes', nothing: 'no', unknown: 'unknown' }

const came = (effect: Effect, words: string): Shift => ({ gains: sure[effect], loses: 'no', words: [words] })
const went = (effect: Effect, words: string): Shift => ({ gains: 'no', loses: sure[effect], words: [words] })

/** Of a setting that is on or off; what is not told is off. */
export const switched =
  (effect: Effect, said: { readonly on: string; readonly off: string }) =>
  (before: Json | null, after: Json | null): Shift => {
    if ((before ?? false) === (after ?? false)) return unchanged
    return after === null || after === false ? went(effect, said.off) : came(effect, said.on)
  }

/** Of entries that come and go, each by itself. */
export const comeAndGo =
  (
    effect: (name: string) => Effect,
    said: { readonly came: (name: string) => string; readonly gone: (name: string) => string },
  ) =>
  (before: Values, after: Values): Shift => {
    const added = [...after.keys()].filter((name) => !before.has(name))
    const lost = [...before.keys()].filter((name) => !after.has(name))
    return together([
      ...added.map((name) => came(effect(name), said.came(name))),
      ...lost.map((name) => went(effect(name), said.gone(name))),
    ])
  }

/** Of a setting whose values are names: another one is another one. */
export const becomes =
  (effect: 'nothing' | 'unknown', said: (value: string) => string) =>
  (before: Json | null, after: Json | null): Shift => {
    if (before === after) return unchanged
    const words = said(after === null ? 'nothing' : String(after))
    return effect === 'nothing' ? plainly([words]) : incomparable(words)
  }
