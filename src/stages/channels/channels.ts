import type { Reporter } from './channel.ts'
import { comment } from './comment.ts'
import { issue } from './issue.ts'
import { pullRequest } from './pull-request.ts'
import { sarif } from './sarif.ts'

/** In the order in which they are told: pull requests before the issue, which may point to them. */
export const reporters: readonly Reporter[] = [pullRequest, issue, comment, sarif]
