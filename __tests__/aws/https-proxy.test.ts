import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { zipSync } from 'fflate'
import { anywhere, first } from '../../emulator/cloud.ts'
import { type GitHub, type Route, repository, startGitHub, workflowRun } from '../../emulator/github.ts'
import { startProxy, startTls, type Tls, type WebProxy } from '../../emulator/internet.ts'
import { policyWith, ssh } from '../support/policy.ts'
import { ingressOf, testWorld } from '../support/world.ts'

const api = 'api.github.com'
const token = 'pipelines.actions.githubusercontent.com'
const sts = 'sts.us-east-1.amazonaws.com'
const ec2 = 'ec2.us-east-1.amazonaws.com'
const nowhere = '.holdfast.invalid'

// No endpoint is set: the run asks for AWS and GitHub by their own names, which nothing but the proxy can lead to.
describe('HTTPS through a proxy that speaks CONNECT alone', () => {
  const world = testWorld()
  let tls: Tls
  let github: GitHub
  let routes: readonly Route[] = []
  const proxies: WebProxy[] = []
  beforeAll(async () => {
    const issuer = new URL(world.issuer.env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '').origin
    github = await startGitHub([
      (request, body) => routes.reduce<ReturnType<Route>>((a, b) => a ?? b(request, body), null),
    ])
    const ofGitHub = new Map([
      [token, issuer],
      [`token${nowhere}`, issuer],
      [api, github.env['GITHUB_API_URL'] ?? ''],
    ])
    tls = await startTls((host) => ofGitHub.get(host) ?? world.cloud.url)
  })
  afterAll(() => {
    for (const one of [tls, github, ...proxies]) one.close()
  })
  const proxyTo = async (more: Parameters<typeof startProxy>[1] = {}): Promise<WebProxy> => {
    const proxy = await startProxy(tls.port, more)
    proxies.push(proxy)
    return proxy
  }

  const policy = policyWith(ssh())
  const env = (proxy: WebProxy, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    AWS_ENDPOINT_URL: '',
    ACTIONS_ID_TOKEN_REQUEST_URL: `https://${token}/token?api-version=2.0`,
    NODE_EXTRA_CA_CERTS: tls.ca,
    HTTPS_PROXY: proxy.url,
    ...more,
  })
  const run = (proxy: WebProxy, more: Readonly<Record<string, string>> = {}) =>
    world.run({ policy, env: env(proxy, more) })
  const names = ({ through }: WebProxy): readonly string[] =>
    [...new Set(through.map((name) => name.replace(/:443$/, '')))].sort()

  it('carries the token request and every call to AWS, by their own names', async () => {
    const proxy = await proxyTo()
    const done = await run(proxy)
    expect(done.report?.targets).toMatchObject([{ account: first, state: 'read' }])
    expect(names(proxy)).toEqual([ec2, token, sts].sort())
  })

  it("carries what is asked of GitHub's API: the repository, and the journal of another run", async () => {
    const group = await world.cloud.group('open', [anywhere(22)])
    const fixed = await world.run({ policy, inputs: { mode: 'remediate' } })
    const journal = readFileSync(join(fixed.folder, 'holdfast-report', 'journal.jsonl'))
    const artifacts = [zipSync({ 'journal.jsonl': journal })]
    routes = [repository('octo/infra'), workflowRun({ repository: 'octo/infra', id: '42', artifacts })]
    const proxy = await proxyTo()
    const inputs = { mode: 'undo', journal: 'run:42', 'github-token': github.token }
    // An event that says nothing of the repository, so that the API is asked for it as well.
    const payload = { default_branch: undefined, private: undefined, visibility: undefined }
    const done = await world.run({
      policy,
      inputs,
      repository: payload,
      env: env(proxy, { GITHUB_API_URL: `https://${api}` }),
    })
    expect(done.outputs).toMatchObject({ conclusion: 'pass', 'failure-reason': '' })
    expect(await ingressOf(world.cloud, group)).toEqual(['tcp 22-22 0.0.0.0/0'])
    expect(names(proxy)).toEqual([api, ec2, token, sts].sort())
    expect(github.asked[0]).toBe('GET /repos/octo/infra')
  })

  it('goes round it to what NO_PROXY names, and to nothing else', async () => {
    const proxy = await proxyTo()
    const local = { AWS_ENDPOINT_URL_STS: `https://localhost:${tls.port}` }
    expect((await run(proxy, { ...local, NO_PROXY: 'localhost' })).report?.targets).toMatchObject([{ state: 'read' }])
    expect(names(proxy)).toEqual([ec2, token])
    // Nothing leads to these from here, and the proxy hears nothing of them.
    for (const [name, at] of [
      [`sts${nowhere}`, { AWS_ENDPOINT_URL_STS: `https://sts${nowhere}` }],
      [`token${nowhere}`, { ACTIONS_ID_TOKEN_REQUEST_URL: `https://token${nowhere}/token?api-version=2.0` }],
    ] as const) {
      expect((await run(proxy, at)).report?.targets).toMatchObject([{ state: 'read' }])
      expect(names(proxy)).toContain(name)
      const before = proxy.through.length
      const round = await run(proxy, { ...at, NO_PROXY: nowhere })
      expect(round.report?.targets).toMatchObject([{ state: 'failed' }])
      expect(round.report?.targets[0]?.reason).toContain('ENOTFOUND')
      expect(proxy.through.slice(before)).not.toContain(`${name}:443`)
    }
  })

  it('gives the proxy the name and password that its address holds, and keeps them to itself', async () => {
    const proxy = await proxyTo({ user: 'holdfast:opensesame' })
    const done = await run(proxy)
    expect(done.report?.targets).toMatchObject([{ state: 'read' }])
    expect(names(proxy)).toEqual([ec2, token, sts].sort())
    expect(`${done.stdout}${done.stderr}${done.summary}${JSON.stringify(done.report)}`).not.toContain('opensesame')
  })

  it('says what to do about a proxy that refuses, and what must be named where one opens TLS', async () => {
    const refusing = await run(await proxyTo({ refuses: (host) => host.startsWith('sts.') }))
    expect(refusing.outputs['failure-reason']).toBe('credentials')
    expect(refusing.report?.targets[0]?.reason).toMatch(
      /the proxy did not let the runner through to STS in us-east-1.*NO_PROXY/,
    )
    const untrusted = await run(await proxyTo(), { NODE_EXTRA_CA_CERTS: '', ...world.issuer.env })
    expect(untrusted.outputs['failure-reason']).toBe('credentials')
    expect(untrusted.report?.targets[0]?.reason).toContain('NODE_EXTRA_CA_CERTS')
  })
})
