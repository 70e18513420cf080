import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { assertNever } from '../../src/lib/assert-never.ts'
import { many } from '../../src/lib/many.ts'
import { nearest } from '../../src/lib/nearest.ts'
import { ownText } from '../../src/lib/own-text.ts'
import { batches, inParallel } from '../../src/lib/pool.ts'

describe('the nearest word', () => {
  const known = ['detect', 'remediate', 'undo', 'validate']

  it.each([
    ['detct', 'detect'],
    ['Detect', 'detect'],
    ['REMEDIATE', 'remediate'],
    ['remedate', 'remediate'],
    ['undoo', 'undo'],
    ['rmdiat', 'remediate'],
    ['validat', 'validate'],
  ])('to %s is %s', (word, meant) => expect(nearest(word, known)).toBe(meant))

  it.each([['frobnicate'], ['xyz'], ['remember-everything']])('to %s is none', (word) =>
    expect(nearest(word, known)).toBeNull(),
  )

  it('is none where nothing is known, or for what is no word', () => {
    expect(nearest('detect', [])).toBeNull()
    expect(nearest('d'.repeat(101), ['d'.repeat(100)])).toBeNull()
    expect(nearest('d'.repeat(100), ['d'.repeat(99)])).toBe('d'.repeat(99))
  })

  it('is a known word that differs in at most a third, and leaves the list alone', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), minLength: 1, maxLength: 9 }), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 }), words, (word, list) => {
        const before = [...list]
        const near = nearest(word, list)
        expect(list).toEqual(before)
        if (list.includes(word)) expect(near).toBe(word)
        if (near === null) return
        expect(list).toContain(near)
        expect(Math.abs(near.length - word.length)).toBeLessThanOrEqual(
          Math.ceil(Math.max(near.length, word.length) / 3),
        )
      }),
    )
  })
})

describe('work in parallel', () => {
  const pauses = fc.array(fc.nat({ max: 4 }), { maxLength: 20 })
  const pause = async (turns: number): Promise<void> => {
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
  }

  it('answers in order, does each item once and never more at once than it may', async () => {
    await fc.assert(
      fc.asyncProperty(pauses, fc.integer({ min: 1, max: 6 }), async (items, limit) => {
        let [running, most] = [0, 0]
        const begun: number[] = []
        const answers = await inParallel([...items.entries()], limit, async ([index, turns]) => {
          begun.push(index)
          most = Math.max(most, ++running)
          await pause(turns)
          running--
          return index
        })
        expect(answers).toEqual(items.map((_, index) => ({ kind: 'done', value: index })))
        expect(begun).toEqual([...items.keys()])
        expect(most).toBe(Math.min(limit, items.length))
      }),
    )
  })

  it('loses nothing to a failure, thrown at once or later', async () => {
    const [early, late] = [new Error('early'), new Error('late')]
    const answers = await inParallel([0, 1, 2, 3, 4], 2, (item) => {
      if (item === 1) throw early
      return item === 3 ? pause(3).then(() => Promise.reject(late)) : pause(item).then(() => item)
    })
    expect(answers).toEqual([
      { kind: 'done', value: 0 },
      { kind: 'failed', error: early },
      { kind: 'done', value: 2 },
      { kind: 'failed', error: late },
      { kind: 'done', value: 4 },
    ])
  })

  it('takes nothing for an answer too', async () => {
    expect(await inParallel([1], 8, async () => undefined)).toEqual([{ kind: 'done', value: undefined }])
    expect(await inParallel([], 8, async () => 1)).toEqual([])
  })

  it('batches hold every item, in order, and all but the last are full', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), (items, size) => {
        const all = batches(items, size)
        expect(all.flat()).toEqual(items)
        expect(all).toHaveLength(Math.ceil(items.length / size))
        for (const batch of all.slice(0, -1)) expect(batch).toHaveLength(size)
        expect(all.every((batch) => batch.length > 0)).toBe(true)
      }),
    )
  })
})

describe('small things', () => {
  it('a list with a first item is many, an empty one is null', () => {
    expect(many([1, 2, 3])).toEqual([1, 2, 3])
    expect(many([0])).toEqual([0])
    expect(many([])).toBeNull()
  })

  it('text of its own is the same text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(ownText(text)).toBe(text)))
    expect(ownText('sg-0123456789abcdef0'.slice(0, 5))).toBe('sg-01')
  })

  it('a value that cannot be is said', () => {
    expect(() => assertNever({ kind: 'new' } as never)).toThrow('{"kind":"new"}')
  })
})
