import type { Case } from '../define.ts'
import { aud, claim, denied, host, infra, jobs, main, provider, role, sub } from './example.ts'

/** Trust in jobs on GitHub. */
export const jobCases: readonly Case<'iam-role'>[] = [
  {
    title: 'a branch on GitHub that allow names, in the old form of the subject and in the immutable one',
    group: 'pass',
    options: infra,
    resource: role(jobs({ StringEquals: { [sub]: [main, 'repo:octo@1/infra@2:ref:refs/heads/main'], ...aud } })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'any subject of a repository, with the branch in a claim of its own',
    group: 'pass',
    options: infra,
    resource: role(
      jobs({ StringLike: { [sub]: 'repo:octo/infra:*' }, StringEquals: { [claim('ref')]: 'refs/heads/main' } }),
    ),
    expect: { verdict: 'pass' },
  },
  {
    title: 'repository and branch in claims of their own, and no subject',
    group: 'pass',
    options: infra,
    resource: role(
      jobs({ StringEquals: { [claim('repository')]: 'octo/infra', [claim('ref')]: 'refs/heads/main', ...aud } }),
    ),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a repository by its number, which allow names',
    group: 'pass',
    options: { allow: ['repo:octo@1/infra@2:environment:prod'] },
    resource: role(
      jobs({
        StringEquals: { [claim('repository_id')]: '2', [claim('environment')]: 'prod' },
        StringLike: { [sub]: 'repo:*' },
      }),
    ),
    expect: { verdict: 'pass' },
  },
  {
    title: 'GitHub as a provider, with a repository named in full',
    group: 'pass',
    options: provider,
    resource: role(jobs({ StringLike: { [sub]: 'repo:octo/infra:*' }, StringEquals: aud })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'GitHub, where allow does not name it',
    group: 'fail',
    options: {},
    resource: role(jobs({ StringEquals: { [sub]: main, ...aud } })),
    expect: { verdict: 'fail', says: [host, 'allow does not name it'] },
  },
  {
    title: 'GitHub without a condition on the subject',
    group: 'fail',
    options: provider,
    resource: role(jobs({ StringEquals: aud })),
    expect: { verdict: 'fail', says: ['no condition says which repository'] },
  },
  {
    title: 'every repository of an owner',
    group: 'fail',
    options: provider,
    resource: role(jobs({ StringLike: { [sub]: ['repo:octo/*', main] } })),
    expect: { verdict: 'fail', says: ['StringLike sub repo:octo/*'] },
  },
  {
    title: 'an owner whose name only begins alike',
    group: 'fail',
    options: { allow: ['repo:octo/*'] },
    resource: role(jobs({ StringLike: { [sub]: 'repo:octo*' } })),
    expect: { verdict: 'fail' },
  },
  {
    title: 'any branch of a repository of which allow names one',
    group: 'fail',
    options: infra,
    resource: role(jobs({ StringLike: { [sub]: 'repo:octo/infra:*' }, StringEquals: aud })),
    expect: { verdict: 'fail', says: ['other jobs than allow names'] },
  },
  {
    title: 'an environment of any repository',
    group: 'fail',
    options: infra,
    resource: role(jobs({ StringEquals: { [claim('environment')]: 'prod', ...aud } })),
    expect: { verdict: 'fail' },
  },
  {
    title: 'one person in any repository',
    group: 'fail',
    options: infra,
    resource: role(jobs({ StringEquals: { [claim('actor_id')]: '42' }, StringLike: { [sub]: 'repo:*' } })),
    expect: { verdict: 'fail' },
  },
  {
    title: 'a subject that is asked for only where there is one',
    group: 'fail',
    options: infra,
    resource: role(jobs({ StringEqualsIfExists: { [sub]: main } })),
    expect: { verdict: 'fail' },
  },
  {
    title: 'a set operator, which a missing claim meets',
    group: 'fail',
    options: infra,
    resource: role(jobs({ 'ForAllValues:StringEquals': { [sub]: main } })),
    expect: { verdict: 'fail' },
  },
  {
    title: 'all repositories but one',
    group: 'fail',
    options: infra,
    resource: role(jobs({ StringNotLike: { [sub]: 'repo:evil/*' } })),
    expect: { verdict: 'fail' },
  },
  {
    title: 'a claim that AWS is not known to take',
    group: 'unknown',
    options: infra,
    resource: role(jobs({ StringEquals: { [claim('repository_owner')]: 'octo' }, StringLike: { [sub]: 'repo:*' } })),
    expect: { verdict: 'unknown', says: [claim('repository_owner')] },
  },
  {
    title: 'a repository by its number, where allow has its name',
    group: 'unknown',
    options: infra,
    resource: role(
      jobs({
        StringEquals: { [claim('repository_id')]: '2', [claim('ref')]: 'refs/heads/main' },
        StringLike: { [sub]: 'repo:*' },
      }),
    ),
    expect: { verdict: 'unknown', says: ['whose repository_id it is'] },
  },
  {
    title: 'every repository of an owner, and a Deny for all but a branch',
    group: 'near-miss',
    options: infra,
    resource: role(jobs({ StringLike: { [sub]: 'repo:octo/*' } }), denied(jobs({ StringNotEquals: { [sub]: main } }))),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a star that stands for itself: no job has that subject',
    group: 'near-miss',
    options: infra,
    resource: role(jobs({ StringEquals: { [sub]: 'repo:octo/*:ref:refs/heads/main' } })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a set operator, with a condition that the claim is there',
    group: 'near-miss',
    options: infra,
    resource: role(jobs({ 'ForAllValues:StringEquals': { [sub]: main }, Null: { [sub]: 'false' } })),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a claim that AWS is not known to take, beside a subject that says it all',
    group: 'near-miss',
    options: infra,
    resource: role(jobs({ StringEquals: { [claim('repository_owner')]: 'octo', [sub]: main } })),
    expect: { verdict: 'pass' },
  },
]
