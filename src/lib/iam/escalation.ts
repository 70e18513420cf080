import { allowsAllOf, allowsSomewhere } from './access.ts'
import type { ActionTable } from './actions.ts'
import type { Grants } from './grants.ts'
import type { Tri } from './judge.ts'

/** A way from some permissions to others: every one of the actions is needed, on some resource. */
export interface Escalation {
  readonly how: string
  readonly actions: readonly string[]
}

const pass = 'iam:PassRole'

/**
 * Ways that are known in public (Rhino Security Labs, "AWS IAM Privilege Escalation", and what came after it). Whether a
 * resource at hand leads anywhere is not looked at: a list of what to look at, not a proof.
 */
export const escalations: readonly Escalation[] = [
  { how: 'write a new version of a policy', actions: ['iam:CreatePolicyVersion'] },
  { how: 'go back to an older version of a policy', actions: ['iam:SetDefaultPolicyVersion'] },
  { how: 'attach a policy to a user', actions: ['iam:AttachUserPolicy'] },
  { how: 'attach a policy to a group', actions: ['iam:AttachGroupPolicy'] },
  { how: 'attach a policy to a role', actions: ['iam:AttachRolePolicy'] },
  { how: 'write an inline policy of a user', actions: ['iam:PutUserPolicy'] },
  { how: 'write an inline policy of a group', actions: ['iam:PutGroupPolicy'] },
  { how: 'write an inline policy of a role', actions: ['iam:PutRolePolicy'] },
  { how: 'add a user to a group', actions: ['iam:AddUserToGroup'] },
  { how: 'rewrite whom a role trusts', actions: ['iam:UpdateAssumeRolePolicy'] },
  { how: 'make an access key for a user', actions: ['iam:CreateAccessKey'] },
  { how: 'give a user a password', actions: ['iam:CreateLoginProfile'] },
  { how: "change a user's password", actions: ['iam:UpdateLoginProfile'] },
  { how: "take away a role's boundary", actions: ['iam:DeleteRolePermissionsBoundary'] },
  { how: "replace a role's boundary", actions: ['iam:PutRolePermissionsBoundary'] },
  { how: "take away a user's boundary", actions: ['iam:DeleteUserPermissionsBoundary'] },
  { how: 'start an instance with a role', actions: [pass, 'ec2:RunInstances'] },
  { how: 'run a function with a role', actions: [pass, 'lambda:CreateFunction', 'lambda:InvokeFunction'] },
  {
    how: 'let a table start a function with a role',
    actions: [pass, 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
  },
  { how: 'let others call a function with a role', actions: [pass, 'lambda:CreateFunction', 'lambda:AddPermission'] },
  { how: "rewrite a function's code", actions: ['lambda:UpdateFunctionCode'] },
  { how: 'create a stack with a role', actions: [pass, 'cloudformation:CreateStack'] },
  { how: 'run a task with a role', actions: [pass, 'ecs:RegisterTaskDefinition', 'ecs:RunTask'] },
  { how: 'build with a role', actions: [pass, 'codebuild:CreateProject', 'codebuild:StartBuild'] },
  { how: 'open a Glue endpoint with a role', actions: [pass, 'glue:CreateDevEndpoint'] },
  { how: 'put a key on a Glue endpoint', actions: ['glue:UpdateDevEndpoint'] },
  { how: 'run a Glue job with a role', actions: [pass, 'glue:CreateJob', 'glue:StartJobRun'] },
  {
    how: 'run a pipeline with a role',
    actions: [pass, 'datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition'],
  },
  {
    how: 'open a notebook with a role',
    actions: [pass, 'sagemaker:CreateNotebookInstance', 'sagemaker:CreatePresignedNotebookInstanceUrl'],
  },
  { how: 'run a command on an instance', actions: ['ssm:SendCommand'] },
  { how: 'open a session on an instance', actions: ['ssm:StartSession'] },
]

/** Which of these ways some grants leave open, or may leave open. */
export function escalationsOf(grants: Grants): readonly (Escalation & { readonly open: 'yes' | 'unknown' })[] {
  const actions = new Set(escalations.flatMap((one) => one.actions))
  const allowed = new Map([...actions].map((one) => [one, allowsSomewhere(grants, one)]))
  return escalations.flatMap((one) => {
    const found = one.actions.map((action): Tri => allowed.get(action) ?? 'unknown')
    if (found.includes('no')) return []
    return [{ ...one, open: found.includes('unknown') ? ('unknown' as const) : ('yes' as const) }]
  })
}

/** Whether everything is allowed. */
export const isAdmin = (grants: Grants, table: ActionTable): Tri => allowsAllOf(grants, '*', table)
