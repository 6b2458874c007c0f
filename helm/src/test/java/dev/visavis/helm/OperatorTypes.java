package dev.visavis.helm;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;

/// The used parts of custom resources for which no library has types: KEDA's `keda.sh/v1alpha1` and
/// CloudNativePG's `postgresql.cnpg.io/v1`.
final class OperatorTypes {
  private OperatorTypes() {}

  record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) {}

  record ScaledObjectSpec(
      ScaleTarget scaleTargetRef,
      int minReplicaCount,
      int maxReplicaCount,
      List<Trigger> triggers,
      Advanced advanced) {}

  record ScaleTarget(String apiVersion, String kind, String name) {}

  record Trigger(
      String type,
      String metricType,
      Map<String, String> metadata,
      LocalObjectReference authenticationRef) {}

  record Advanced(Scaling horizontalPodAutoscalerConfig) {}

  record Scaling(HorizontalPodAutoscalerBehavior behavior) {}

  record TriggerAuthentication(
      String apiVersion, String kind, ObjectMeta metadata, TriggerAuthenticationSpec spec) {}

  record TriggerAuthenticationSpec(
      List<Parameter> configMapTargetRef, List<Parameter> secretTargetRef) {}

  record Parameter(String parameter, String name, String key) {}

  record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {}

  record ClusterSpec(
      int instances,
      Storage storage,
      ResourceRequirements resources,
      Bootstrap bootstrap,
      Managed managed) {}

  record Storage(String size, String storageClass) {}

  record Bootstrap(InitDb initdb) {}

  record InitDb(String database, String owner, LocalObjectReference secret) {}

  record Managed(List<Role> roles) {}

  record Role(String name, String ensure, boolean login, LocalObjectReference passwordSecret) {}

  record Database(String apiVersion, String kind, ObjectMeta metadata, DatabaseSpec spec) {}

  record DatabaseSpec(String name, String owner, LocalObjectReference cluster) {}
}
