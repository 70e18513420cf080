import type { Kind, Resource } from '../../model/resource.ts'
import { exampleRole } from '../../resources/iam-role/example.ts'
import { exampleInstance } from '../../resources/instance/example.ts'
import { exampleGroup } from '../../resources/security-group/example.ts'
import { exampleSnapshot } from '../../resources/snapshot/example.ts'
import { exampleSubnet } from '../../resources/subnet/example.ts'
import { exampleVolume } from '../../resources/volume/example.ts'
import { exampleVpc } from '../../resources/vpc/example.ts'
import { exampleOf } from '../../tagging/example.ts'
import type { Case } from '../define.ts'

const instance = (tags: Readonly<Record<string, string>>): Resource => exampleInstance(tags) as unknown as Resource
const volume = (tags: Readonly<Record<string, string>>): Resource =>
  exampleVolume(tags, ['i-0123456789abcdef0']) as unknown as Resource
const second = (tags: Readonly<Record<string, string>>): Resource => {
  const one = instance(tags)
  return { ...one, ref: { ...one.ref, id: 'i-00000000000000002', arn: `${one.ref.arn}2` } }
}
const shared = (): Resource => exampleVolume({}, ['i-0123456789abcdef0', 'i-00000000000000002']) as unknown as Resource
const stack = (tags: Readonly<Record<string, string>>): Resource => ({
  ...exampleOf('cloudformation:stack' as Kind, 'cloudformation', 'shop/1a2b', tags),
  facts: null,
})
const stackId = { 'aws:cloudformation:stack-id': 'arn:aws:cloudformation:us-east-1:111111111111:stack/shop/1a2b' }
const unread = (): Resource => ({
  ...exampleOf('rds:db' as Kind, 'rds', 'orders', {}),
  tags: { known: false, why: 'denied', operation: 'tag:GetResources' },
  facts: null,
})
const database = (tags: Readonly<Record<string, string>>): Resource => ({
  ...exampleOf('rds:db' as Kind, 'rds', 'orders', tags),
  facts: null,
})

const role = (tags: Readonly<Record<string, string>>): Resource => exampleRole(tags) as unknown as Resource

const resources = ['ec2:instance', 'ec2:volume', 'rds:*']
const owner = { resources, tags: { owner: {} } }
const environment = { resources, tags: { environment: { values: ['prod', 'stage', 'dev'] } } }
const normalised = {
  resources,
  tags: { environment: { values: ['prod', 'stage', 'dev'], normalise: true, aliases: { production: 'prod' } } },
}
const center = { resources, tags: { 'cost-center': { values: ['1*'], inherit: ['instance', 'stack'] } } }

export const cases: readonly Case[] = [
  {
    title: 'a required key, any value',
    group: 'pass',
    options: owner,
    resource: instance({ owner: 'team-a' }),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a kind that only the tagging API knows, by a pattern',
    group: 'pass',
    options: owner,
    resource: database({ owner: 'team-a' }),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a value of a pattern with *',
    group: 'pass',
    options: center,
    resource: instance({ 'cost-center': '1234' }),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a key that is not required, and not there',
    group: 'pass',
    options: { resources, tags: { owner: { required: false } } },
    resource: instance({}),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a missing key: what it should be, a person has to say',
    group: 'fail',
    options: owner,
    resource: instance({ team: 'a' }),
    expect: { verdict: 'fail', says: ['"owner" is missing'], repair: 'none' },
  },
  {
    title: 'a blank value',
    group: 'fail',
    options: owner,
    resource: instance({ owner: ' ' }),
    expect: { verdict: 'fail', says: ['"owner" is blank'], repair: 'none' },
  },
  {
    title: 'a value that is not allowed',
    group: 'fail',
    options: environment,
    resource: instance({ environment: 'test' }),
    expect: { verdict: 'fail', says: ['"test"', 'one of "prod", "stage", "dev"'], repair: 'none' },
  },
  {
    title: 'a value that is judged though the key is not required',
    group: 'fail',
    options: { resources, tags: { environment: { required: false, values: ['prod'] } } },
    resource: instance({ environment: 'test' }),
    expect: { verdict: 'fail', repair: 'none' },
  },
  {
    title: 'a value that matches a pattern in part only',
    group: 'fail',
    options: { resources, tags: { owner: { pattern: '[a-z.]+@example\\.com' } } },
    resource: instance({ owner: 'a@example.com.evil.org' }),
    expect: { verdict: 'fail', says: ['matches'], repair: 'none' },
  },
  {
    title: 'another case than the allowed value has, without normalise',
    group: 'fail',
    options: environment,
    resource: instance({ environment: 'Prod' }),
    expect: { verdict: 'fail', repair: 'none' },
  },
  {
    title: 'another case and space around it, with normalise',
    group: 'fail',
    options: normalised,
    resource: instance({ environment: ' Prod ' }),
    expect: { verdict: 'fail', says: ['" Prod "'], repair: 'changes', changes: ['+ tag environment'] },
  },
  {
    title: 'an alias, compared after normalising',
    group: 'fail',
    options: normalised,
    resource: instance({ environment: 'PRODUCTION' }),
    expect: { verdict: 'fail', repair: 'changes', changes: ['+ tag environment'] },
  },
  {
    title: 'a key in another case: renamed, its value corrected in the same step',
    group: 'fail',
    options: normalised,
    resource: instance({ Environment: 'Production' }),
    expect: {
      verdict: 'fail',
      says: ['"environment" is spelled otherwise: "Environment"'],
      repair: 'changes',
      changes: ['+ tag environment', '- tag Environment'],
    },
  },
  {
    title: 'a second spelling of the same value',
    group: 'fail',
    options: owner,
    resource: instance({ owner: 'team-a', Owner: 'team-a' }),
    expect: { verdict: 'fail', says: ['beside'], repair: 'changes', changes: ['- tag Owner'] },
  },
  {
    title: 'two spellings of different values',
    group: 'fail',
    options: owner,
    resource: instance({ owner: 'team-a', Owner: 'team-b' }),
    expect: { verdict: 'fail', says: ['"Owner"'], repair: 'none' },
  },
  {
    title: 'two wrong spellings of one value',
    group: 'fail',
    options: owner,
    resource: instance({ OWNER: 'team-a', Owner: 'team-a' }),
    expect: { verdict: 'fail', repair: 'changes', changes: ['+ tag owner', '- tag OWNER', '- tag Owner'] },
  },
  {
    title: 'a default waits for a person',
    group: 'fail',
    options: { resources, tags: { owner: { default: 'platform' } } },
    resource: instance({}),
    expect: { verdict: 'fail', says: ['"platform"', 'the default'], repair: 'ask', changes: ['+ tag owner'] },
  },
  {
    title: 'a default that the policy lets Holdfast fill in',
    group: 'fail',
    options: { resources, tags: { owner: { default: 'platform', fill: 'fix' } } },
    resource: instance({ owner: '' }),
    expect: { verdict: 'fail', repair: 'changes', changes: ['+ tag owner'] },
  },
  {
    title: 'a value that a volume inherits from its instance',
    group: 'fail',
    options: center,
    resource: volume({}),
    others: [instance({ 'Cost-Center': '1234' })],
    expect: { verdict: 'fail', says: ['"1234", from instance i-'], repair: 'ask', changes: ['+ tag cost-center'] },
  },
  {
    title: 'a value that a snapshot inherits from the instance of its volume',
    group: 'fail',
    options: { ...center, resources: ['ec2:snapshot'] },
    resource: exampleSnapshot({}, 'vol-0123456789abcdef0') as unknown as Resource,
    others: [volume({}), instance({ 'cost-center': '1234' })],
    expect: { verdict: 'fail', says: ['"1234", from instance i-'], repair: 'ask', changes: ['+ tag cost-center'] },
  },
  {
    title: 'a value that a subnet inherits from its VPC',
    group: 'fail',
    options: { resources: ['subnet'], tags: { owner: { inherit: ['vpc'], fill: 'fix' } } },
    resource: exampleSubnet() as unknown as Resource,
    others: [exampleVpc({ owner: 'network' }) as unknown as Resource],
    expect: { verdict: 'fail', says: ['"network", from vpc vpc-'], repair: 'changes', changes: ['+ tag owner'] },
  },
  {
    title: 'a role whose key is spelled otherwise: the value is put right under the spelling that is there',
    group: 'fail',
    options: { ...normalised, resources: ['iam-role'] },
    resource: role({ Environment: 'Production' }),
    expect: { verdict: 'fail', says: ['decide what it may do'], repair: 'changes', changes: ['+ tag Environment'] },
  },
  {
    title: 'a role whose key is spelled otherwise, with strict-case',
    group: 'fail',
    options: { resources: ['iam-role'], tags: { owner: { 'strict-case': true } } },
    resource: role({ Owner: 'team-a' }),
    expect: { verdict: 'fail', repair: 'changes', changes: ['+ tag owner', '- tag Owner'] },
  },
  {
    title: 'a role whose key is spelled otherwise, and is the same key',
    group: 'near-miss',
    options: { ...owner, resources: ['iam-role'] },
    resource: role({ Owner: 'team-a' }),
    expect: { verdict: 'pass' },
  },
  {
    title: 'what the instance has is not allowed either: the stack is next',
    group: 'fail',
    options: center,
    resource: volume(stackId),
    others: [instance({ 'cost-center': '9' }), stack({ 'cost-center': '1777' })],
    expect: { verdict: 'fail', says: ['"1777", from cloudformation:stack shop/1a2b'], repair: 'ask' },
  },
  {
    title: 'instances that disagree',
    group: 'fail',
    options: center,
    resource: shared(),
    others: [instance({ 'cost-center': '1234' }), second({ 'cost-center': '1777' })],
    expect: { verdict: 'fail', repair: 'none' },
  },
  {
    title: 'an instance that could not be read: missing is certain, the value is not guessed',
    group: 'fail',
    options: { resources, tags: { owner: { inherit: ['instance'], default: 'platform', fill: 'fix' } } },
    resource: volume({}),
    unread: [{ kind: 'instance', id: 'i-0123456789abcdef0' }],
    expect: { verdict: 'fail', repair: 'none' },
  },
  {
    title: 'an instance that an Auto Scaling group replaces',
    group: 'fail',
    options: normalised,
    resource: instance({ 'aws:autoscaling:groupName': 'web', environment: 'Prod' }),
    expect: { verdict: 'fail', says: ['Auto Scaling group "web"'], repair: 'ask', changes: ['+ tag environment'] },
  },
  {
    title: 'tags that could not be read are not missing',
    group: 'unknown',
    options: owner,
    resource: unread(),
    expect: { verdict: 'unknown', says: ['could not be read', 'tag:GetResources'], repair: 'none' },
  },
  {
    title: 'another key that begins alike',
    group: 'near-miss',
    options: { resources, tags: { owner: { required: false, values: ['a'] } } },
    resource: instance({ 'owner-team': 'b', 'aws:owner': 'c' }),
    expect: { verdict: 'pass' },
  },
  {
    title: '? in a value is a letter like any other',
    group: 'near-miss',
    options: { resources, tags: { review: { values: ['done?'] } } },
    resource: instance({ review: 'done?' }),
    expect: { verdict: 'pass' },
  },
  {
    title: 'a blank value that the values allow',
    group: 'near-miss',
    options: { resources, tags: { note: { values: ['*'] } } },
    resource: instance({ note: '' }),
    expect: { verdict: 'pass' },
  },
  {
    title: 'an allowed value that differs from what could be inherited',
    group: 'near-miss',
    options: center,
    resource: volume({ 'cost-center': '1000' }),
    others: [instance({ 'cost-center': '1234' })],
    expect: { verdict: 'pass' },
  },
  {
    title: 'twelve keys, one of them missing',
    group: 'fail',
    options: {
      resources: ['security-group'],
      tags: Object.fromEntries('abcdefghijkl'.split('').map((key) => [key, {}])),
    },
    resource: {
      ...(exampleGroup() as unknown as Resource),
      tags: { known: true, value: new Map('abcdefghijk'.split('').map((key) => [key, 'x'])) },
    },
    expect: { verdict: 'fail', says: ['"l" is missing'], repair: 'none' },
  },
]
