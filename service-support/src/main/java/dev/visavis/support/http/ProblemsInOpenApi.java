package dev.visavis.support.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/// Adds to each service's OpenAPI document the responses that all operations share: problem details
/// for errors, 400 for an invalid body or path, 401 and 403, and 503 with `Retry-After`.
public final class ProblemsInOpenApi implements OASFilter {
  private static final String SCHEME = "token";
  private static final String PROBLEM = "#/components/schemas/Problem";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components =
        Optional.ofNullable(document.getComponents()).orElseGet(OASFactory::createComponents);
    document.setComponents(components);
    components.addSchema("Problem", problem());
    components.setSecuritySchemes(Map.of(SCHEME, bearer()));
    if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
      return;
    }
    document
        .getPaths()
        .getPathItems()
        .values()
        .forEach(path -> path.getOperations().forEach(ProblemsInOpenApi::complete));
  }

  private static void complete(HttpMethod method, Operation operation) {
    boolean secured = operation.getSecurity() != null && !operation.getSecurity().isEmpty();
    if (secured) {
      operation.setSecurity(
          new ArrayList<>(
              List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME, List.of()))));
    }
    boolean forbids = secured && isMeant(operation, "403");
    Map<String, APIResponse> responses =
        new TreeMap<>(
            operation.getResponses() == null || operation.getResponses().getAPIResponses() == null
                ? Map.of()
                : operation.getResponses().getAPIResponses());
    if (secured) {
      responses.putIfAbsent("401", described("No valid token"));
      if (!forbids) {
        responses.remove("403"); // Quarkus adds it to every operation that needs a token
      }
    }
    if (method != HttpMethod.GET) {
      responses.putIfAbsent("403", described("A page of another site sent the request"));
    }
    if (has(operation, Parameter.In.QUERY)) {
      responses.putIfAbsent("400", described("A parameter is invalid; `field` names it"));
    }
    if (has(operation, Parameter.In.PATH)) {
      responses.putIfAbsent("400", described("The path contains an invalid character"));
    }
    if (operation.getRequestBody() != null) {
      responses.putIfAbsent("400", described("The body is invalid"));
      responses.putIfAbsent("413", described("The body is too large"));
      responses.putIfAbsent("415", described("The body has an unsupported type"));
    }
    responses.putIfAbsent("503", described("A dependency of the service is unavailable"));
    responses.forEach(ProblemsInOpenApi::completeResponse);
    APIResponses all = OASFactory.createAPIResponses();
    responses.forEach(all::addAPIResponse);
    operation.setResponses(all);
  }

  private static boolean has(Operation operation, Parameter.In place) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(parameter -> parameter.getIn() == place);
  }

  /// Whether the resource describes this status itself.
  private static boolean isMeant(Operation operation, String status) {
    APIResponse response =
        operation.getResponses() == null ? null : operation.getResponses().getAPIResponse(status);
    return response != null && !"Not Allowed".equals(response.getDescription());
  }

  private static void completeResponse(String status, APIResponse response) {
    if (response.getDescription() == null) {
      response.setDescription(status.startsWith("2") ? "Done" : "Refused");
    }
    if (!status.startsWith("4") && !status.startsWith("5")) {
      return;
    }
    Content content = response.getContent();
    MediaType problem =
        content != null && content.hasMediaType(Problem.MEDIA_TYPE)
            ? content.getMediaType(Problem.MEDIA_TYPE) // the resource has an example
            : OASFactory.createMediaType();
    problem.setSchema(OASFactory.createSchema().ref(PROBLEM));
    response.setContent(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, problem));
    if (status.equals("429") || status.equals("503")) {
      response.addHeader(
          "Retry-After",
          OASFactory.createHeader()
              .description("Seconds to wait")
              .schema(OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER))));
    }
  }

  private static APIResponse described(String description) {
    return OASFactory.createAPIResponse().description(description);
  }

  private static Schema problem() {
    return OASFactory.createSchema()
        .description("Problem details (RFC 9457)")
        .type(List.of(Schema.SchemaType.OBJECT))
        .addProperty("type", text("`about:blank`: the status has all information"))
        .addProperty("title", text("Short, the same for every problem of its kind"))
        .addProperty("status", OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)))
        .addProperty("detail", text("Describes the error of this request"))
        .addProperty("field", text("The invalid field or parameter"))
        .required(List.of("type", "title", "status"));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema()
        .type(List.of(Schema.SchemaType.STRING))
        .description(description);
  }

  private static SecurityScheme bearer() {
    return OASFactory.createSecurityScheme()
        .type(SecurityScheme.Type.HTTP)
        .scheme("bearer")
        .bearerFormat("JWT");
  }
}
