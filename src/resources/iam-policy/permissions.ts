import type { Many } from '../../model/basics.ts'
import type { AllowStatement, Place } from '../../model/kind.ts'

/** Where as many versions are there as IAM keeps, the oldest goes first. */
export const writes = ['iam:CreatePolicyVersion', 'iam:DeletePolicyVersion'] as const

export const wholeReads = ['iam:GetPolicyVersion', 'iam:ListEntitiesForPolicy', 'iam:ListPolicyVersions'] as const

/** Taking back a version is making another one. */
export const inverse = (action: string): readonly string[] => (action === 'iam:CreatePolicyVersion' ? writes : [])

/** All of these know policies as resources (Service Authorization Reference, IAM). */
export function narrowed(actions: readonly string[], places: Many<Place>): readonly AllowStatement[] {
  const Resource = [...new Set(places.map(({ partition, account }) => `arn:${partition}:iam::${account}:policy/*`))]
  const allow = (Sid: string, own: readonly string[]): readonly AllowStatement[] => {
    const Action = actions.filter((action) => own.includes(action))
    return Action.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action, Resource }]
  }
  return [...allow('ReadPolicyParts', wholeReads), ...allow('WritePolicy', writes)]
}
