package dev.visavis.support.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Names the field or parameter that Bean Validation refused; if there are several, the first in
/// alphabetical order.
public final class ValidationProblems {
  private static final Logger LOG = Logger.getLogger(ValidationProblems.class);

  @ServerExceptionMapper
  public Response refused(ConstraintViolationException e) {
    return e.getConstraintViolations().stream()
        .filter(violation -> !isAboutResponse(violation))
        .min(Comparator.comparing(violation -> violation.getPropertyPath().toString()))
        .map(ValidationProblems::problem)
        .orElseGet(
            () -> {
              LOG.error("A response violated its own constraints", e);
              return Problem.of(500, null).toResponse();
            });
  }

  private static Response problem(ConstraintViolation<?> violation) {
    String field = String.join(".", fields(violation.getPropertyPath()));
    return field.isEmpty()
        ? Problem.of(400, "The request needs a body.").toResponse()
        : Problem.badField(field, violation.getMessage()).getResponse();
  }

  /// The path below the method parameter, whose name the client does not know.
  private static List<String> fields(Path path) {
    List<String> names = new ArrayList<>();
    String parameter = "";
    for (Path.Node node : path) {
      switch (node.getKind()) {
        case PARAMETER -> parameter = node.getName();
        case PROPERTY -> names.add(node.getName());
        case BEAN, CONTAINER_ELEMENT, CONSTRUCTOR, CROSS_PARAMETER, METHOD, RETURN_VALUE -> {}
      }
    }
    return names.isEmpty() ? List.of(parameter) : names;
  }

  private static boolean isAboutResponse(ConstraintViolation<?> violation) {
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getKind() == ElementKind.RETURN_VALUE) {
        return true;
      }
    }
    return false;
  }
}
