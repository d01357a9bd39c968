// The methods of the service `buildbucket.v2.Builds`, as clients and stand-ins of it know them (managers.md 5.9).

import { method } from '../../prpc/method.ts';
import type {
  BatchRequest,
  BatchResponse,
  Build,
  CancelBuildRequest,
  GetBuildRequest,
  ScheduleBuildRequest,
  SearchBuildsRequest,
  SearchBuildsResponse,
} from '../../schema/generated/messages.ts';

const SERVICE = 'buildbucket.v2.Builds';
const BUILD = 'buildbucket.v2.Build';

export const SCHEDULE_BUILD = method<ScheduleBuildRequest, Build>(
  SERVICE,
  'ScheduleBuild',
  'buildbucket.v2.ScheduleBuildRequest',
  BUILD,
);

export const GET_BUILD = method<GetBuildRequest, Build>(
  SERVICE,
  'GetBuild',
  'buildbucket.v2.GetBuildRequest',
  BUILD,
);

export const CANCEL_BUILD = method<CancelBuildRequest, Build>(
  SERVICE,
  'CancelBuild',
  'buildbucket.v2.CancelBuildRequest',
  BUILD,
);

export const SEARCH_BUILDS = method<SearchBuildsRequest, SearchBuildsResponse>(
  SERVICE,
  'SearchBuilds',
  'buildbucket.v2.SearchBuildsRequest',
  'buildbucket.v2.SearchBuildsResponse',
);

export const BATCH = method<BatchRequest, BatchResponse>(
  SERVICE,
  'Batch',
  'buildbucket.v2.BatchRequest',
  'buildbucket.v2.BatchResponse',
);
