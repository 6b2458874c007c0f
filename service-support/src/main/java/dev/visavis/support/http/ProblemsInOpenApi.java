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

/// Says in the OpenAPI document of each service what holds for every operation: errors are problem
/// details, a body or path may be refused, a token is needed where one is, and a service that is
/// away says when to come again.
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
        responses.remove("403"); // Quarkus adds it wherever a token is needed
      }
    }
    if (method != HttpMethod.GET) {
      responses.putIfAbsent("403", described("A browser sent it for a page of another site"));
    }
    if (has(operation, Parameter.In.QUERY)) {
      responses.putIfAbsent("400", described("A parameter is wrong; `field` names it"));
    }
    if (has(operation, Parameter.In.PATH)) {
      responses.putIfAbsent("400", described("The path has a character that no path has"));
    }
    if (operation.getRequestBody() != null) {
      responses.putIfAbsent("400", described("The body is not what is expected"));
      responses.putIfAbsent("413", described("The body is too large"));
      responses.putIfAbsent("415", described("The body is of another type"));
    }
    responses.putIfAbsent("503", described("A part behind the service is away"));
    responses.forEach(ProblemsInOpenApi::completeResponse);
    APIResponses all = OASFactory.createAPIResponses();
    responses.forEach(all::addAPIResponse);
    operation.setResponses(all);
  }

  private static boolean has(Operation operation, Parameter.In place) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(parameter -> parameter.getIn() == place);
  }

  /// Whether the code says something of its own about this status.
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
            ? content.getMediaType(Problem.MEDIA_TYPE) // with an example of its own
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
        .addProperty("type", text("`about:blank`: the status says it all"))
        .addProperty("title", text("Short, the same for every problem of its kind"))
        .addProperty("status", OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)))
        .addProperty("detail", text("What was wrong this time"))
        .addProperty("field", text("The field or parameter that is at fault"))
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
