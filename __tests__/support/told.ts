import { expect } from '@jest/globals'
import { type Cloud, first, keysFor } from '../../emulator/cloud.ts'
import type { RunResult } from '../../emulator/runner.ts'

export const roleOf = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`
export const readRole = roleOf(first, 'holdfast-read')

/** For a run without OIDC: keys of an account where every AWS tool looks first. */
export async function environmentKeys({ url }: Cloud, account: string): Promise<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken } = await keysFor(url, account)
  return {
    ACTIONS_ID_TOKEN_REQUEST_URL: '',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  }
}

/** A sentence that stands for one cause and no other: what is read for one must hold none of the others. */
const leads = {
  'no provider': /has no OIDC provider for token\.actions\.githubusercontent\.com/,
  'wrong audience': /does not take audience/,
  'no role or no trust': /does not exist in account \d+, or its trust policy does not accept this run/,
  'expired token': /every OIDC token had expired/,
  'wrong account': /the credentials are of account/,
  'region off': /is not enabled for arn:/,
  'region off, or no keys': /does not know the credentials/,
  'service control policy': /a service control policy of the organization forbids/,
  'resource control policy': /a resource control policy of the organization forbids/,
  'wrong clock': /refused the time of a request/,
  'wrong key': /refused the signature/,
  'keys expired': /the credentials have expired/,
  'keys not there': /the credentials that the environment names could not be loaded/,
  'no token': /the job has no OIDC token/,
  'no chain': /sts:AssumeRole of arn:\S+ was refused/,
} as const
type Cause = keyof typeof leads

/** The one target's reason, once it is proved to be told everywhere, and to be about this cause alone. */
export function told(
  run: RunResult,
  cause: Cause,
  at: { readonly role?: string; readonly account?: string } = {},
): string {
  expect(run.outputs).toMatchObject({ conclusion: 'fail', 'failure-reason': 'credentials' })
  expect(run.report?.targets).toMatchObject([{ state: 'failed', account: at.account ?? first }])
  const reason = run.report?.targets[0]?.reason ?? ''
  expectCause(reason, cause)
  const account = at.account ?? first
  for (const part of [`account-${account.slice(0, 1)}`, `account ${account}`, 'region us-east-1', at.role ?? readRole])
    expect(reason).toContain(part)
  // What stands in the log and in the summary is the same sentence, escaped for each.
  const plain = (text: string): string => text.replace(/\u200b|&\w+;|%\w\w|[^A-Za-z0-9]/g, '')
  const sentence = plain(reason.slice(reason.indexOf('): ') + 3).slice(0, 60))
  for (const text of [run.stdout, run.summary]) expect(plain(text)).toContain(sentence)
  return reason
}

export function expectCause(text: string, cause: Cause): void {
  const found = Object.entries(leads).filter(([, lead]) => lead.test(text))
  expect([text, found.map(([name]) => name)]).toEqual([text, [cause]])
}
