import { spawn } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { startIssuer } from '../../emulator/issuer.ts'
import { claimsOf } from '../../src/aws/token.ts'
import { tokenSource } from '../../src/github/token.ts'

const url = 'http://127.0.0.1:9/token?api-version=2.0'

describe('the token of a job', () => {
  it.each([
    ['no id-token: write', {}],
    ['no address', { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' }],
    ['no request token', { ACTIONS_ID_TOKEN_REQUEST_URL: url }],
    ['empty ones', { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' }],
  ])('is none with %s', (_, env) => expect(tokenSource(env, () => undefined)).toBeNull())

  /** In a process of its own: the token is asked for by what the runner gave that process. */
  async function fetched(env: Readonly<Record<string, string>>) {
    const code = `import { tokenSource } from './src/github/token.ts'
      const masked = []
      const source = tokenSource(process.env, (secret) => masked.push(secret))
      const told = await source('sts.amazonaws.com').then((token) => ({ token }), ({ message }) => ({ message }))
      process.stderr.write(JSON.stringify({ ...told, masked }))`
    const child = spawn(process.execPath, ['--input-type=module', '--no-warnings', '--eval', code], { env })
    let [told, printed] = ['', '']
    child.stdout.on('data', (text) => {
      printed += text
    })
    child.stderr.on('data', (text) => {
      told += text
    })
    await new Promise((done) => child.on('close', done))
    const parsed = JSON.parse(told) as { token?: string; message?: string; masked: readonly string[] }
    return { ...parsed, printed }
  }

  it('is for the audience that was asked for, masked, and not printed: stdout is for results', async () => {
    const issuer = await startIssuer()
    const { token = '', masked, printed } = await fetched(issuer.env)
    issuer.close()
    expect(claimsOf(token)).toMatchObject({ aud: 'sts.amazonaws.com', repository: 'octo/infra' })
    expect(masked).toEqual([token])
    expect(printed).toBe('')
    expect(issuer.asked).toEqual(['sts.amazonaws.com'])
  })

  it('that is refused is an error, asked for once', async () => {
    const issuer = await startIssuer()
    const { message, masked } = await fetched({ ...issuer.env, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'another' })
    issuer.close()
    expect(message).toContain('401')
    expect(masked).toEqual([])
  })
})
