import { first } from '../../emulator/cloud.ts'

export const target = (account = first, regions = ['us-east-1']): string => `  - account: "${account}"
    name: account-${account.slice(0, 1)}
    regions: [${regions.join(', ')}]
    roles:
      read: arn:aws:iam::${account}:role/holdfast-read
      write: arn:aws:iam::${account}:role/holdfast-write
`

/** A policy over one target with one use of the open-ingress rule; `more` follows at the top level. */
export const policyWith = (use: string, more = '', targets = target()): string => `version: 1
targets:
${targets}rules:
${use}
${more}`

export const ssh = (more = ''): string => `  - rule: security-group-open-ingress
    name: no-open-ssh
    response: fix
    options: { ports: ["22"]${more} }
`
