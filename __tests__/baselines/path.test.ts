import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { baselineFolder, pathOf } from '../../src/baselines/path.ts'
import type { Ref } from '../../src/model/resource.ts'

const at = (kind: string, id: string): Ref =>
  ({ kind, account: '111111111111', region: 'us-east-1', id, arn: '' }) as unknown as Ref
const fileOf = (kind: string, id: string, name: string | null): string =>
  pathOf({ ref: at(kind, id), name }).slice(`${baselineFolder}/111111111111/us-east-1/${kind}/`.length)

describe('where a baseline lies', () => {
  it.each([
    ['iam-role', 'deploy', 'deploy', 'deploy.json'],
    ['iam-role', 'AdminRole', 'AdminRole', 'AdminRole.json'],
    ['iam-role', 'con', 'con', '%63on.json'],
    ['iam-role', 'NUL.txt', 'NUL.txt', '%4EUL.txt.json'],
    ['iam-role', 'a+b=c,d.e@f-g_h', 'a+b=c,d.e@f-g_h', 'a+b=c,d.e@f-g_h.json'],
    ['security-group', 'sg-1', 'web', 'web~sg-1.json'],
    ['security-group', 'sg-1', 'a/../b', 'a%2F..%2Fb~sg-1.json'],
    ['security-group', 'sg-1', '..', '%2E%2E~sg-1.json'],
    ['security-group', 'sg-1', 'dots.', 'dots%2E~sg-1.json'],
    ['security-group', 'sg-1', 'a~b %', 'a%7Eb%20%25~sg-1.json'],
    ['security-group', 'sg-1', 'caf\u00e9', 'caf%C3%A9~sg-1.json'],
    ['security-group', 'sg-1', 'cafe\u0301', 'cafe%CC%81~sg-1.json'],
    ['vpc', 'vpc-1', null, 'vpc-1.json'],
    ['vpc', 'Capitals', null, '%43apitals.json'],
  ])('%s %s (%s): %s', (kind, id, name, expected) => {
    expect(fileOf(kind, id, name)).toBe(expected)
  })

  it('is another one for another resource, on every file system, and fits it', () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.stringMatching(/^[aA.~% /\\:é]{1,4}$/),
      fc.constantFrom('con', 'CON', 'a'.repeat(250), 'A'.repeat(250), `${'é'.repeat(80)}x`, '..', '.'),
    )
    const resource = fc.record({ id: text, name: fc.option(text) })
    const places = new Map<string, string>()
    fc.assert(
      fc.property(resource, ({ id, name }) => {
        const file = fileOf('security-group', id, name)
        expect(file).toMatch(/^[A-Za-z0-9%._+=,@~-]+\.json$/)
        expect(file).not.toMatch(/^\.|^(con|nul|prn|aux|com\d|lpt\d)(\.|$)/i)
        expect(Buffer.byteLength(file)).toBeLessThanOrEqual(200)
        // Within a name capitals may stand: the id beside it tells two groups apart already.
        const own = places.get(file.toLowerCase())
        places.set(file.toLowerCase(), id)
        if (own !== undefined) expect(own).toBe(id)
      }),
      { numRuns: 3000 },
    )
  })
})
