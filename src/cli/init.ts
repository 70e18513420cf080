import { lstatSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Found } from './find-account.ts'
import { workflows } from './workflows.ts'

export interface Written {
  readonly path: string
  /** false: there was such a file, and it was left as it is. */
  readonly written: boolean
}

/** A first policy file for the account that was found, and the workflows; what is there already is left alone. */
export function writeFirstFiles(folder: string, found: Found): readonly Written[] {
  const files = [
    ['.github/holdfast.yml', policyText(found)],
    ...Object.entries(workflows).map(([name, text]) => [`.github/workflows/${name}`, text]),
  ] as const
  return files.map(([path = '', text = '']) => {
    const whole = join(folder, path)
    // A link that leads nowhere is there as well.
    if (lstatSync(whole, { throwIfNoEntry: false }) !== undefined) return { path, written: false }
    mkdirSync(dirname(whole), { recursive: true })
    writeFileSync(whole, text, { flag: 'wx' })
    return { path, written: true }
  })
}

function policyText({ account, region, partition }: Found): string {
  const found =
    account === null
      ? '# put your account in: no credentials were found that say it'
      : '# the account of the credentials that init was run with'
  return `# What Holdfast holds these AWS accounts to. docs/policy.md explains every key; \`holdfast validate\` checks this file.
version: 1 # of this file's format
targets: # the accounts, and where in them
  - account: "${account ?? '111122223333'}" ${found}
    name: main # what rules and reports call it
    regions: [${region}] # or: all, or { except: [...] }, of those that the account has enabled
    roles: # deploy/roles.yaml makes them
      read: arn:${partition}:iam::${account ?? '111122223333'}:role/holdfast-read # detect
      write: arn:${partition}:iam::${account ?? '111122223333'}:role/holdfast-write # remediate and undo
rules: # what must hold; \`holdfast rules\` lists all rules with their options
  - rule: security-group-open-ingress # no administrative port is open to the internet
    name: no-open-administration # what findings and exceptions call this use of the rule
    response: report # look at a summary first; then: fix, or approve
    options: # of this rule; what is left out has its default
      ports: ["22", "3389"] # tcp unless said: "udp/161"; ranges: "5985-5986"
      allow: [] # sources that are tolerated, such as "203.0.113.0/24"
  - rule: default-security-group-closed # nothing lands in a group that lets everything through
    response: report # look at a summary first here, too
  # Tags: the rule required-tags; examples/tags.yml of Holdfast's repository explains a policy line by line.
limits: { changes: 50, share: 20%, failures: 3 } # over these a person is asked
gate: { fail-on: low, unknown: fail } # what fails a run; what could not be read fails it, too
`
}
