import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api'

/** The client of Resource Groups Tagging API, in a chunk of its own. */
export const taggingClient = (
  config: NonNullable<ConstructorParameters<typeof ResourceGroupsTaggingAPIClient>[0]>,
): ResourceGroupsTaggingAPIClient => new ResourceGroupsTaggingAPIClient(config)
