// CloudFormation's own words, as data.
export const ref = (name) => ({ Ref: name })
export const sub = (text) => (text.includes('$' + '{') ? { 'Fn::Sub': text } : text)
export const nothing = ref('AWS::NoValue')
export const when = (condition, value, otherwise = nothing) => ({ 'Fn::If': [condition, value, otherwise] })
export const equals = (a, b) => ({ 'Fn::Equals': [a, b] })
export const not = (condition) => ({ 'Fn::Not': [condition] })
export const and = (...conditions) => ({ 'Fn::And': conditions })
export const or = (...conditions) => ({ 'Fn::Or': conditions })
export const is = (name) => ({ Condition: name })
export const join = (...parts) => ({ 'Fn::Join': ['', parts] })
export const given = (name) => not(equals(ref(name), ''))

export const text = (Description, Default, more = {}) => ({
  Type: 'String',
  Description,
  ...(Default === undefined ? {} : { Default }),
  ...more,
})
/** A list by comma, in a parameter that a condition can compare with nothing. */
export const listIn = (name) => ({ 'Fn::Split': [',', ref(name)] })
export const choice = (Description, AllowedValues) => text(Description, AllowedValues[0], { AllowedValues })
export const yesNo = (Description, Default) => text(Description, Default, { AllowedValues: ['true', 'false'] })

export const policy = (PolicyName, Statement) => ({
  PolicyName,
  PolicyDocument: { Version: '2012-10-17', Statement },
})
export const role = (name, { trust, policies, condition }) => ({
  Type: 'AWS::IAM::Role',
  ...(condition === undefined ? {} : { Condition: condition }),
  Properties: {
    RoleName: ref(name),
    Description: `Holdfast, ${name}`,
    MaxSessionDuration: 3600,
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: trust },
    Policies: policies,
  },
})
export const output = (Description, name, condition) => ({
  Description,
  ...(condition === undefined ? {} : { Condition: condition }),
  Value: { 'Fn::GetAtt': [name, 'Arn'] },
})
