package dev.visavis.history.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visavis.support.http.IfNoneMatch;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Adds an `ETag`, the hash of the body, to responses of [WithETag] methods. It saves the transfer,
/// not the query.
public final class ETagFilter {
  private static final int OK = Response.Status.OK.getStatusCode();

  @WithETag
  @ServerResponseFilter
  public void tag(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() != OK || response.getEntity() == null) {
      return;
    }
    String tag = hash(response.getEntity().toString());
    response.getHeaders().putSingle(HttpHeaders.ETAG, new EntityTag(tag, true));
    if (IfNoneMatch.names(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      response.setStatusInfo(Response.Status.NOT_MODIFIED);
      response.setEntity(null);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
