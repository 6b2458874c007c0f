package dev.visavis.helm;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Parses an object as its type. Refuses an unknown field, a value of the wrong type and, for types
/// of Kubernetes itself, a missing required field.
final class StrictTypes {
  private static final Map<String, Class<?>> TYPES = new HashMap<>();
  private static final Map<String, Requirements> REQUIREMENTS = new HashMap<>();

  static {
    builtIn("v1 ConfigMap", ConfigMap.class, V1ConfigMap::validateJsonElement);
    builtIn("v1 Pod", Pod.class, V1Pod::validateJsonElement);
    builtIn("v1 Service", Service.class, V1Service::validateJsonElement);
    builtIn("v1 ServiceAccount", ServiceAccount.class, V1ServiceAccount::validateJsonElement);
    builtIn("apps/v1 DaemonSet", DaemonSet.class, V1DaemonSet::validateJsonElement);
    builtIn("apps/v1 Deployment", Deployment.class, V1Deployment::validateJsonElement);
    builtIn("apps/v1 StatefulSet", StatefulSet.class, V1StatefulSet::validateJsonElement);
    builtIn(
        "autoscaling/v2 HorizontalPodAutoscaler",
        HorizontalPodAutoscaler.class,
        V2HorizontalPodAutoscaler::validateJsonElement);
    builtIn("networking.k8s.io/v1 Ingress", Ingress.class, V1Ingress::validateJsonElement);
    builtIn(
        "networking.k8s.io/v1 NetworkPolicy",
        NetworkPolicy.class,
        V1NetworkPolicy::validateJsonElement);
    builtIn(
        "policy/v1 PodDisruptionBudget",
        PodDisruptionBudget.class,
        V1PodDisruptionBudget::validateJsonElement);
    TYPES.put("gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class);
    TYPES.put("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class);
    TYPES.put("kafka.strimzi.io/v1 Kafka", Kafka.class);
    TYPES.put("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class);
    TYPES.put("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class);
    TYPES.put("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class);
    TYPES.put("keda.sh/v1alpha1 ScaledObject", OperatorTypes.ScaledObject.class);
    TYPES.put("keda.sh/v1alpha1 TriggerAuthentication", OperatorTypes.TriggerAuthentication.class);
    TYPES.put("postgresql.cnpg.io/v1 Cluster", OperatorTypes.Cluster.class);
    TYPES.put("postgresql.cnpg.io/v1 Database", OperatorTypes.Database.class);
  }

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new WithoutCatchAll())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private StrictTypes() {}

  @FunctionalInterface
  private interface Requirements {
    void check(JsonElement object) throws IOException;
  }

  private static void builtIn(String kind, Class<?> type, Requirements requirements) {
    TYPES.put(kind, type);
    REQUIREMENTS.put(kind, requirements);
  }

  /// @throws IllegalArgumentException if the object does not match its type
  static Object read(JsonNode object) {
    String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    Class<?> type = TYPES.get(kind);
    if (type == null) {
      throw new IllegalArgumentException("no type is known for " + kind);
    }
    try {
      Requirements requirements = REQUIREMENTS.get(kind);
      if (requirements != null) {
        requirements.check(JsonParser.parseString(object.toString()));
      }
      return STRICT.treeToValue(object, type);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(kind + " " + Rendered.name(object), e);
    }
  }

  /// The models of Fabric8 and Strimzi collect unknown fields in a map; here they are errors.
  private static final class WithoutCatchAll extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
