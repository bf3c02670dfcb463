// What a schema does not say, and every service of this house keeps.

/** Returns a sentence for each fault. */
export function ruleFaults(found) {
  const objects = found.map(({ object }) => object);
  const ofKind = kind => objects.filter(object => object.kind === kind);
  const deployments = ofKind('Deployment');
  return [...deployments, ...ofKind('Job')].flatMap(podFaults)
    .concat(deployments.flatMap(deployment => deploymentFaults(deployment, ofKind)))
    .concat(ofKind('Cluster').flatMap(databaseFaults))
    .concat(ofKind('KafkaUser').flatMap(userFaults));
}

function podFaults(workload) {
  const { name } = workload.metadata;
  const pod = workload.spec.template.spec;
  const faults = [];
  const require = (holds, fault) => holds || faults.push(`${workload.kind} ${name}: ${fault}`);
  require(pod.securityContext?.runAsNonRoot === true, 'runs as root');
  require(pod.securityContext?.seccompProfile?.type === 'RuntimeDefault', 'has no seccomp profile');
  require(pod.automountServiceAccountToken === false, 'mounts a token of the API server');
  for (const container of pod.containers) {
    const security = container.securityContext ?? {};
    require(security.readOnlyRootFilesystem === true, 'writes to its root file system');
    require(security.allowPrivilegeEscalation === false, 'may gain privileges');
    require(security.capabilities?.drop?.includes('ALL'), 'keeps capabilities');
    require(container.resources?.requests?.cpu && container.resources.requests.memory, 'requests nothing');
    require(container.resources?.limits?.memory, 'has no limit of memory');
    require(/@sha256:|:(?!latest$)[^/:]+$/.test(container.image), 'runs whatever is latest');
  }
  return faults;
}

function deploymentFaults(deployment, ofKind) {
  const { name } = deployment.metadata;
  const faults = [];
  const require = (holds, fault) => holds || faults.push(`Deployment ${name}: ${fault}`);
  const labels = deployment.spec.template.metadata.labels;
  const selects = selector => Object.entries(selector?.matchLabels ?? {})
    .every(([key, value]) => labels[key] === value);
  const [container] = deployment.spec.template.spec.containers;
  require(container.livenessProbe?.httpGet?.path === '/actuator/health/liveness',
    'its liveness looks at more than the process');
  require(container.readinessProbe?.httpGet?.path === '/actuator/health/readiness', 'its readiness is not asked');
  require(container.startupProbe, 'has no start of its own, so liveness may end a slow one');
  require(!JSON.stringify(deployment).includes('owner'), "holds the owner's password; only the migration does");
  require(deployment.spec.template.spec.topologySpreadConstraints?.length, 'may stand on one node altogether');
  for (const kind of ['PodDisruptionBudget', 'Service', 'NetworkPolicy', 'HorizontalPodAutoscaler']) {
    const own = ofKind(kind).find(object => object.metadata.name === name);
    require(own, `has no ${kind}`);
    if (kind === 'PodDisruptionBudget' && own) {
      require(selects(own.spec.selector), 'its PodDisruptionBudget selects other pods');
    } else if (kind === 'NetworkPolicy' && own) {
      require(selects(own.spec.podSelector), 'its NetworkPolicy selects other pods');
    }
  }
  return faults;
}

function databaseFaults(cluster) {
  const { name } = cluster.metadata;
  const parameters = cluster.spec.postgresql?.parameters ?? {};
  const faults = [];
  const require = (holds, fault) => holds || faults.push(`Cluster ${name}: ${fault}`);
  require(parameters.wal_level === 'logical', 'the relay needs wal_level logical');
  require(parameters.sync_replication_slots === 'on' && parameters.hot_standby_feedback === 'on',
    "the outbox's slot does not survive a failover");
  require(parameters.max_slot_wal_keep_size, 'a slot can fill the disk');
  require(!('idle_replication_slot_timeout' in parameters), "drops the outbox's slot when Kafka is away for long");
  return faults;
}

function userFaults(user) {
  return (user.spec.authorization?.acls ?? [])
    .filter(({ resource }) => resource.name === '*' || resource.name === 'ridewire.')
    .map(() => `KafkaUser ${user.metadata.name}: may use every topic`);
}
