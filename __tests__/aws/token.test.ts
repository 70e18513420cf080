import { describe, expect, it } from '@jest/globals'
import { claimsOf, tokens } from '../../src/aws/token.ts'

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const tokenWith = (claims: object): string => `${part({ alg: 'RS256' })}.${part(claims)}.signature`

describe('the claims of a token', () => {
  it('are read, several audiences too', () => {
    const claims = { sub: 'repo:octo/infra:environment:aws', aud: ['a', 'b'], environment: 'aws', exp: 7 }
    expect(claimsOf(tokenWith(claims))).toEqual({
      sub: 'repo:octo/infra:environment:aws',
      aud: 'a,b',
      ref: null,
      environment: 'aws',
      repository: null,
      exp: 7,
    })
  })

  it.each(['', 'none', 'a.b.c', `a.${part(null)}.c`, `a.${part([1])}.c`, tokenWith({ sub: 1, exp: 'soon' })])(
    'of what is no token are none: %s',
    (text) => {
      expect(Object.values(claimsOf(text)).filter((claim) => claim !== null)).toEqual([])
    },
  )
})

describe('tokens', () => {
  const lives = 300
  function fetched(failures = 0) {
    const state = { now: 1_000_000, asked: [] as string[], failures }
    const held = tokens(
      async (audience) => {
        state.asked.push(audience)
        if (state.failures-- > 0) throw new Error('no token')
        return tokenWith({ aud: audience, n: state.asked.length, exp: state.now / 1000 + lives })
      },
      () => state.now,
    )
    return { state, held }
  }

  it('serve all who ask while they live, also those who ask at once', async () => {
    const { state, held } = fetched()
    const all = await Promise.all([1, 2, 3].map(() => held.get('a')))
    state.now += (lives - 31) * 1000
    expect(new Set([...all, await held.get('a')]).size).toBe(1)
    expect(state.asked).toEqual(['a'])
  })

  it('are fetched anew, once, half a minute before their end', async () => {
    const { state, held } = fetched()
    const old = await held.get('a')
    state.now += (lives - 29) * 1000
    const again = await Promise.all([1, 2, 3].map(() => held.get('a')))
    expect(new Set(again).size).toBe(1)
    expect(again).not.toContain(old)
    expect(state.asked).toEqual(['a', 'a'])
  })

  it('are of one audience each, and fetched anew after renew', async () => {
    const { state, held } = fetched()
    await held.get('a')
    await held.get('b')
    held.renew()
    await held.get('a')
    expect(state.asked).toEqual(['a', 'b', 'a'])
  })

  it('that were refused are asked for again', async () => {
    const { state, held } = fetched(1)
    await expect(held.get('a')).rejects.toThrow('no token')
    expect(claimsOf(await held.get('a')).aud).toBe('a')
    expect(state.asked).toEqual(['a', 'a'])
  })
})
