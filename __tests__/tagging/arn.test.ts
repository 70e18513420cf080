import { describe, expect, it } from '@jest/globals'
import { arnKind, kindProblem, readArn, typeFilter } from '../../src/tagging/arn.ts'

const at = 'eu-west-1:111122223333'

describe('readArn', () => {
  it.each([
    [`arn:aws:rds:${at}:db:orders`, 'rds:db', 'orders'],
    [`arn:aws:dynamodb:${at}:table/orders`, 'dynamodb:table', 'orders'],
    [`arn:aws:lambda:${at}:function:pay`, 'lambda:function', 'pay'],
    [`arn:aws:elasticloadbalancing:${at}:loadbalancer/app/x/123`, 'elasticloadbalancing:loadbalancer', 'app/x/123'],
    [`arn:aws:secretsmanager:${at}:secret:prod/db-AbC`, 'secretsmanager:secret', 'prod/db-AbC'],
    [`arn:aws:logs:${at}:log-group:/app/x`, 'logs:log-group', '/app/x'],
    [`arn:aws:ssm:${at}:parameter/app/x`, 'ssm:parameter', 'app/x'],
    [`arn:aws:ec2:${at}:instance/i-0abc`, 'ec2:instance', 'i-0abc'],
    [`arn:aws:ecs:${at}:service/web/api`, 'ecs:service', 'web/api'],
    [`arn:aws:states:${at}:stateMachine:pay`, 'states:stateMachine', 'pay'],
    [
      `arn:aws:autoscaling:${at}:autoScalingGroup:u:autoScalingGroupName/web`,
      'autoscaling:autoScalingGroup',
      'u:autoScalingGroupName/web',
    ],
    ['arn:aws:apigateway:eu-west-1::/restapis/abc', 'apigateway:restapis', 'abc'],
    ['arn:aws:apigateway:eu-west-1::/restapis/abc/stages/prod', 'apigateway:restapis', 'abc/stages/prod'],
    [`arn:aws:swf:${at}:/domain/orders`, 'swf:domain', 'orders'],
    ['arn:aws:iam::111122223333:role/team/deploy', 'iam:role', 'team/deploy'],
    ['arn:aws:iam::111122223333:root', 'iam:resource', 'root'],
    ['arn:aws:route53:::hostedzone/Z1', 'route53:hostedzone', 'Z1'],
    ['arn:aws:s3:::logs.example', 's3:bucket', 'logs.example'],
    ['arn:aws:s3:::logs.example/a/b', 's3:object', 'logs.example/a/b'],
    [`arn:aws:s3:${at}:accesspoint/x`, 's3:accesspoint', 'x'],
    [`arn:aws:sns:${at}:alerts`, 'sns:topic', 'alerts'],
    [`arn:aws:sns:${at}:alerts:0f0f`, 'sns:subscription', 'alerts:0f0f'],
    [`arn:aws:sns:${at}:app/GCM/x`, 'sns:app', 'GCM/x'],
    [`arn:aws:sqs:${at}:jobs.fifo`, 'sqs:queue', 'jobs.fifo'],
    [`arn:aws:codepipeline:${at}:release`, 'codepipeline:pipeline', 'release'],
    [`arn:aws:codepipeline:${at}:webhook:push`, 'codepipeline:webhook', 'push'],
    [`arn:aws:codecommit:${at}:code`, 'codecommit:repository', 'code'],
    [`arn:aws:wafv2:${at}:regional/webacl/front/0a`, 'wafv2:webacl', 'front/0a'],
    [`arn:aws:unheard-of:${at}:thing`, 'unheard-of:resource', 'thing'],
    [`arn:aws:catalog:${at}:portfolio/port-1`, 'catalog:portfolio', 'port-1'],
  ])('%s is %s, %s', (arn, kind, id) => {
    expect(readArn(arn)).toMatchObject({ kind, id, service: kind.split(':')[0] })
  })

  it('keeps partition, region and account, empty where there are none', () => {
    expect(readArn('arn:aws-cn:s3:::b')).toMatchObject({ partition: 'aws-cn', region: '', account: '' })
    expect(readArn(`arn:aws:sqs:${at}:q`)).toMatchObject({ region: 'eu-west-1', account: '111122223333' })
  })

  it.each(['', 'sg-0abc', 'arn:aws:s3', 'arn:aws:sqs:eu-west-1:111122223333:', 'arn::s3:::b', `x arn:aws:sqs:${at}:q`])(
    'takes %j for no ARN',
    (text) => expect(readArn(text)).toBeNull(),
  )
})

describe('typeFilter', () => {
  it.each([
    ['rds:db', 'rds:db'],
    ['rds:proxy', 'rds:db-proxy'],
    ['ec2:natgateway', 'ec2:natgateway'],
    ['states:stateMachine', 'states:stateMachine'],
    ['elasticloadbalancing:loadbalancer', 'elasticloadbalancing:loadbalancer'],
    ['apigateway:restapis', 'apigateway:restapis'],
    ['s3:accesspoint', 's3:accesspoint'],
    ['s3:bucket', 's3'],
    ['sns:topic', 'sns'],
    ['sqs:queue', 'sqs'],
    ['codecommit:repository', 'codecommit'],
    ['wafv2:webacl', 'wafv2'],
    ['apigateway:stages', 'apigateway'],
    ['rds:*', 'rds'],
    ['rds:db*', 'rds'],
    ['elasticloadbalancing:loadbalancer/app', 'elasticloadbalancing'],
  ])('of %s is %s', (kind, filter) => expect(typeFilter(kind)).toBe(filter))

  it.each(['*', 'r*:db', '*:*', 'rds*'])('of %s is none', (kind) => expect(typeFilter(kind)).toBeNull())
})

describe('arnKind', () => {
  it('says another name of AWS for a type as ARNs have it', () => {
    expect(arnKind('rds:proxy')).toBe('rds:db-proxy')
    expect(arnKind('apigateway:RestApi')).toBe('apigateway:restapis')
    expect(arnKind('rds:db')).toBe('rds:db')
    expect(arnKind('servicecatalog:portfolio')).toBe('catalog:portfolio')
    expect(arnKind('ec2:spot-instance-request')).toBe('ec2:spot-instances-request')
  })

  it('knows none for what stands deeper in an ARN, and for what is no kind', () => {
    expect([
      arnKind('apigateway:restapis/stages'),
      arnKind('rds:databse'),
      arnKind('lamda:function'),
      arnKind('rds'),
    ]).toEqual([null, null, null, null])
  })
})

describe('kindProblem', () => {
  it.each([
    ...[
      'ec2:instance',
      'ec2:volume',
      's3:bucket',
      'rds:db',
      'rds:db-proxy',
      'rds:proxy',
      'lambda:function',
      'iam:role',
    ],
    ...[
      'apigateway:restapis',
      'apigateway:RestApi',
      'apigateway:stages',
      'apigateway:restapis/stages',
      'apigateway:restapis/deployments',
      'iam:group',
      'lambda:function/version',
    ],
    ...['elasticloadbalancing:loadbalancer/app', 'states:stateMachine', 'wafv2:webacl', 'catalog:portfolio'],
    ...['*', '*:*', 'ec2:*', 'rds:db*', 'ec2:*gateway', '*:cluster', 'ec2*'],
  ])('has nothing against %s', (name) => expect(kindProblem(name)).toBeNull())

  it.each([
    ['ec2:instnace', 'ec2:instance'],
    ['lamda:function', 'lambda:function'],
    ['lamda:*', 'lambda:*'],
    ['EC2:Instance', 'ec2:instance'],
    ['dynamodb:tables', 'dynamodb:table'],
    ['rds', 'rds:*'],
    ['ec2:inst?nce', 'ec2:instance'],
  ])('says of %s that %s was probably meant', (name, nearest) => expect(kindProblem(name)).toMatchObject({ nearest }))

  it.each(['', ':', 'x:y', 'ec2:qqqqqqqqqqqq', '?', 'security-group'])('takes %j for no kind', (name) => {
    expect(kindProblem(name)?.expected).toContain('service:type')
  })
})
