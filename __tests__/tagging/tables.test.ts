import { describe, expect, it } from '@jest/globals'
import { arnKind, kindProblem, readArn, typeFilter } from '../../src/tagging/arn.ts'
import { kindNames, tagActionsOf, taggedServices, typesOf } from '../../src/tagging/tables.ts'

describe('the types that can be tagged', () => {
  it.each([
    [
      'ec2',
      ['instance', 'volume', 'snapshot', 'image', 'security-group', 'vpc', 'subnet', 'route-table', 'network-acl'],
    ],
    ['ec2', ['internet-gateway', 'natgateway', 'elastic-ip', 'vpc-endpoint', 'launch-template', 'key-pair']],
    ['rds', ['cluster', 'db', 'snapshot', 'subgrp', 'pg', 'db-proxy']],
    ['iam', ['role', 'policy', 'user']],
    ['lambda', ['function']],
    ['dynamodb', ['table']],
    ['s3', ['bucket']],
    ['sns', ['topic']],
    ['sqs', ['queue']],
    ['elasticloadbalancing', ['loadbalancer', 'targetgroup', 'listener']],
    ['apigateway', ['restapis', 'apis']],
    ['autoscaling', ['autoScalingGroup']],
    ['cloudformation', ['stack']],
    ['route53', ['hostedzone', 'healthcheck']],
    ['states', ['stateMachine']],
    ['logs', ['log-group']],
    ['kms', ['key']],
    ['secretsmanager', ['secret']],
    ['ecs', ['cluster', 'service', 'task-definition']],
    ['eks', ['cluster', 'nodegroup']],
    ['elasticfilesystem', ['file-system']],
    ['cloudfront', ['distribution']],
    ['wafv2', ['webacl']],
    ['codepipeline', ['pipeline']],
  ])('of %s hold %j', (service, expected) => {
    expect([...(typesOf(service)?.inArns ?? [])]).toEqual(expect.arrayContaining(expected))
  })

  it('are one word each, of services in small letters, and none is a pattern', () => {
    expect(kindNames().size).toBeGreaterThan(2000)
    expect([...kindNames()].filter((name) => !/^[a-z0-9-]+:[A-Za-z][\w./-]*$/.test(name))).toEqual([])
  })

  it('are no problem, each under every name, and have a filter', () => {
    expect([...kindNames()].filter((name) => kindProblem(name) !== null)).toEqual([])
    expect([...kindNames()].filter((name) => typeFilter(name) === null)).toEqual([])
    expect(taggedServices().filter((service) => kindProblem(`${service}:*`) !== null)).toEqual([])
  })

  it('of ARNs are what readArn reads', () => {
    const plain = taggedServices().filter(
      (service) => !/^(aws-marketplace|codecommit|codepipeline|kinesis|mgh|s3|sns|sqs|ssm-sap|wafv2)$/.test(service),
    )
    const wrong = plain.flatMap((service) =>
      [...(typesOf(service)?.inArns ?? [])].filter(
        (type) => readArn(`arn:aws:${service}:eu-west-1:111122223333:${type}/x`)?.kind !== `${service}:${type}`,
      ),
    )
    expect(wrong).toEqual([])
  })

  it('lead from another name to a type in ARNs', () => {
    const astray = [...kindNames()].flatMap((name) => {
      const found = arnKind(name)
      const [service = '', type = ''] = (found ?? '').split(':')
      return found === null || typesOf(service)?.inArns.has(type) === true ? [] : [name]
    })
    expect(astray).toEqual([])
  })
})

describe('the actions that tag', () => {
  it.each([
    ['rds', ['rds:AddTagsToResource'], ['rds:RemoveTagsFromResource']],
    ['lambda', ['lambda:TagResource'], ['lambda:UntagResource']],
    ['dynamodb', ['dynamodb:TagResource'], ['dynamodb:UntagResource']],
    ['ec2', ['ec2:CreateTags'], ['ec2:DeleteTags']],
    ['s3', ['s3:PutBucketTagging', 's3:TagResource'], ['s3:PutBucketTagging', 's3:UntagResource']],
    ['sns', ['sns:TagResource'], ['sns:UntagResource']],
    ['sqs', ['sqs:TagQueue'], ['sqs:UntagQueue']],
    ['kms', ['kms:TagResource'], ['kms:UntagResource']],
    ['elasticloadbalancing', ['elasticloadbalancing:AddTags'], ['elasticloadbalancing:RemoveTags']],
    ['route53', ['route53:ChangeTagsForResource'], ['route53:ChangeTagsForResource']],
    ['firehose', ['firehose:TagDeliveryStream'], ['firehose:UntagDeliveryStream']],
    ['aoss', ['aoss:TagResource'], ['aoss:UntagResource']],
    ['apigateway', ['apigateway:PUT'], ['apigateway:DELETE']],
    ['cassandra', ['cassandra:TagResource'], ['cassandra:UntagResource']],
    ['resource-groups', ['resource-groups:Tag'], ['resource-groups:Untag']],
    ['catalog', ['servicecatalog:TagResource'], ['servicecatalog:UntagResource']],
  ])('of %s', (service, tag, untag) => expect(tagActionsOf(service)).toEqual({ tag, untag }))

  it('of IAM are one a type', () => {
    expect(tagActionsOf('iam')?.tag).toEqual(expect.arrayContaining(['iam:TagRole', 'iam:TagPolicy', 'iam:TagUser']))
    expect(tagActionsOf('iam')?.untag).toEqual(expect.arrayContaining(['iam:UntagRole', 'iam:UntagPolicy']))
  })

  it('read nothing and are known for nearly every service with a type that can be tagged', () => {
    const known = taggedServices().map((service) => tagActionsOf(service))
    expect(known.filter((one) => one !== null).length / known.length).toBeGreaterThan(0.97)
    const all = known.flatMap((one) => [...(one?.tag ?? []), ...(one?.untag ?? [])])
    expect(all.filter((name) => !/^[a-z0-9-]+:[A-Z]\w+$/.test(name) || /:(Get|List|Describe)/.test(name))).toEqual([])
  })

  it('are not known for a service that is none', () => expect(tagActionsOf('lamda')).toBeNull())
})
