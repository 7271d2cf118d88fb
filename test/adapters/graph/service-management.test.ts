import { graphClient } from '../../../src/adapters/graph/client.ts';
import { graphServiceManagement } from '../../../src/adapters/graph/service-management.ts';
import { portalDirectoryContract } from '../../contracts/portal-directory.ts';
import { CANONICAL, namedTokens, transportTo } from '../../support/microsoft-clouds.ts';

portalDirectoryContract('Graph serviceManagementDetails', {
  source: 'graph',
  directory: (url) => graphServiceManagement(graphClient({ transport: transportTo(url), tokens: namedTokens(), baseUrl: CANONICAL.graph })),
  answer: (services) => ({
    value: services.map(({ id, name, url }) => ({
      '@odata.type': '#microsoft.graph.delegatedAdminServiceManagementDetail',
      id,
      serviceName: name,
      serviceManagementUrl: url,
    })),
  }),
});
